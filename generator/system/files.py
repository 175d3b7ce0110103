"""Read and write files; a new file is written beside the old one and then replaces it."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable
from pathlib import Path
from types import EllipsisType
from unicodedata import normalize

from generator.language import _
from generator.problems import Problem, ProblemError
from generator.system.reasons import why_unread, why_unwritten
from generator.system.windows import hide, patiently

MOST_BYTES = 100_000_000
"""No file that the program reads is larger."""


_LEFT = 3600
"""Seconds after which a file that is being written counts as left by a run that was killed."""


class FileChangedError(ProblemError):
    """Another program has saved the file since it was read."""


def read(path: Path) -> bytes:
    """Return the file's bytes; raise ProblemError when it cannot be read."""
    try:
        if path.stat().st_size > MOST_BYTES:
            message = _("The file is larger than {size} MB. Check that it is the right one.")
            raise _error("file-too-large", message.format(size=MOST_BYTES // 1_000_000), path)
        return path.read_bytes() if _is_folder(path) else patiently(path.read_bytes)
    except FileNotFoundError:
        raise _error("file-missing", _("The file is not there. Check its name and folder."), path) from None
    except OSError as error:
        if _is_folder(path):  # Windows says of a folder that it may not be opened
            raise _error("file-is-folder", _("This is a folder. Name a file in it."), path) from None
        raise _error("file-unreadable", why_unread(error, path), path) from error


def is_there(path: Path) -> bool:
    """Say whether there is such a file; one that may not be looked at counts as there: `read` says why."""
    try:
        return path.exists()
    except PermissionError:
        return True
    except OSError:  # no file can have such a name
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # no file can have such a name
        return False


def read_if_there(path: Path) -> bytes | None:
    """Return the file's bytes, or None when there is no such file."""
    return read(path) if is_there(path) else None


def write(path: Path, data: bytes, over: bytes | EllipsisType | None = ..., *, synced: bool = True) -> None:
    """Put `data` in the file, whole or not at all; folders on the way are made, a link is followed.

    `over` is what has to lie there still when `data` takes its place (None: nothing); without it, whatever
    lies there goes. Unless `synced` the file's folder has yet to reach the disk: `sync_folders` when all
    is written. Raises FileChangedError when something else lies there, ProblemError when the file is open in
    Word or LibreOffice, is marked as read-only, or cannot be written.
    """
    refuse_if_open(path)
    _refuse_read_only(path)

    def check() -> None:
        if over is not ... and read_if_there(path) != over:
            message = _(
                "The file has been changed by another program meanwhile, and is left as it is. Try again."
            )
            raise FileChangedError(*_error("file-changed", message, path).problems)

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        hide(path.parent)
        target = path.resolve() if path.is_symlink() else path
        _replace(target, data, check)
        if synced:
            _sync_folder(target.parent)
    except OSError as error:
        raise _error("file-unwritable", why_unwritten(error, path), path) from error


def write_cache(path: Path, data: bytes) -> None:
    """Put `data` in a file that may be lost and made again: no waiting for the disk, no complaint."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            beside.write_bytes(data)
            beside.replace(path)
        finally:
            patiently(lambda: beside.unlink(missing_ok=True))


def move(path: Path, target: Path) -> None:
    """Let the file take the place of another, not synced yet; raise ProblemError when it cannot."""
    try:
        patiently(lambda: path.replace(target))
    except OSError as error:
        raise _error("file-unwritable", why_unwritten(error, target), target) from error


def sync_folders(*folders: Path) -> None:
    """Return when what was written into the folders is on the disk; raise ProblemError when it cannot be.

    Until then a power cut may bring an earlier file back, never half of one.
    """
    for folder in folders:
        try:
            _sync_folder(folder)
        except OSError as error:
            raise _error("file-unwritable", why_unwritten(error, folder), folder) from error


def builtin_templates() -> Path:
    """Return the templates that come with the program: inside the package when installed, else beside it."""
    package = Path(__file__).parent.parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


_TAKEN = re.compile(r"(?i)(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\.|$)")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
LONGEST = 200
"""Bytes of a name; most systems take 255, and copies and locks have longer names than their file."""


def unfit(name: str) -> str:
    """Return in a sentence why not every system can hold a file of that name; nothing when all can.

    Source: learn.microsoft.com, "Naming Files, Paths, and Namespaces".
    """
    if name.strip(". ") == "":
        return _("{name} is no name for a file. Choose another.").format(name=f"”{name}”")
    if _TAKEN.match(name):
        return _("Windows keeps the name {name} for itself. Choose another.").format(name=f"”{name}”")
    if found := _FORBIDDEN.search(name):
        message = _("No file in Windows can have {character} in its name. Choose another name than {name}.")
        return message.format(character=f"”{found[0]}”", name=f"”{name}”")
    if name != name.rstrip(". "):
        message = _("Windows drops the dot or space that the name {name} ends with. Leave it out.")
        return message.format(name=f"”{name}”")
    if len(name.encode("utf-8", "surrogateescape")) > LONGEST:
        return _("The name {name} is too long for a file. Choose a shorter one.").format(
            name=f"”{name[:40]}…”"
        )
    return ""


def plain_name(text: str) -> str:
    """Return a text as part of a file's name: letters without accents, digits, and hyphens for all else."""
    letters = normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub("[^A-Za-z0-9]+", "-", letters).strip("-")


def refuse_if_open(path: Path) -> None:
    """Raise ProblemError when Word or LibreOffice has left its lock file: it has the file open."""
    # Word writes an owner file whose name is "~$" and the name, of a long name without its first two letters.
    locks = [f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#"]
    if any(is_there(path.parent / lock) for lock in locks):
        message = _("The file is open in another program. Close it there and try again.")
        raise _error("file-open", message, path)


def _refuse_read_only(path: Path) -> None:
    """Raise ProblemError for a file that nobody may write: Linux would let another take its place."""
    try:
        writable = path.stat().st_mode & 0o222
    except OSError:  # there is none, or what is wrong with it is said when it is written
        return
    if not writable:
        message = _("The file is marked as read-only, and left as it is. Take the mark away and try again.")
        raise _error("file-read-only", message, path)


def _replace(path: Path, data: bytes, check: Callable[[], None]) -> None:
    """Write beside the file, `check` in the last moment, and let what was written take its place."""
    # The name is known before the file is made: whatever stops the program then, the file is taken away.
    beside = path.with_name(f".{path.name[:40]}.{os.urandom(4).hex()}.tmp")

    def change_places() -> None:
        check()
        beside.replace(path)

    try:
        with beside.open("xb") as file:
            if path.exists():  # who may read it stays
                beside.chmod(path.stat().st_mode & 0o777)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _sweep(path, beside)
        patiently(change_places)
    except BaseException:
        with contextlib.suppress(OSError):
            patiently(beside.unlink)
        raise


def _sweep(path: Path, ours: Path) -> None:
    """Take away what a run that was killed has left beside the file, an hour before `ours` or earlier."""
    left = re.compile(rf"\.{re.escape(path.name[:40])}\.[0-9a-f]{{8}}\.tmp")
    with contextlib.suppress(OSError):
        now = ours.stat().st_mtime
        for each in path.parent.iterdir():
            if left.fullmatch(each.name) and now - each.stat().st_mtime > _LEFT:
                each.unlink()


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder, and its rename is durable
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _error(code: str, message: str, path: Path) -> ProblemError:
    return ProblemError(Problem("error", code, message, file=str(path)))
