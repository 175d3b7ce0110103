"""The licences of all that lies in the folder: one folder for each thing, and a list."""

from __future__ import annotations

import re
import shutil
import sysconfig
from email.parser import HeaderParser
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
NAMES = re.compile(r"(?i)(licen[cs]es?|copying|notice|authors|copyright)\b.*")
DEBIAN = {
    "libssl3": "OpenSSL (libcrypto, libssl)",
    "libffi8": "libffi",
    "libbz2-1.0": "bzip2, i _bz2.pyd",
    "liblzma5": "XZ Utils, i _lzma.pyd",
    "zlib1g": "zlib, i pythonXX.dll",
    "python3.11": "Python med expat, libmpdec och annat som det har inom sig",
    "mingw-w64-common": "mingw-w64, början av ansokan.exe och Ansökan.exe",
    "gcc-mingw-w64-base": "GCC:s libgcc i samma program (GPL med undantag)",
}
"""Where Debian has the licences of what python.org's build holds: the trial's wheel brings none of them."""
EMBEDDED = ("mingw-w64-common", "gcc-mingw-w64-base")
"""What python.org's own LICENSE.txt does not speak of."""


def licences(folder: Path, *, trying: bool) -> None:
    """Copy the licences into `licenser`, each thing by its name and version, and write the list of them."""
    target = folder / "licenser"
    lines = ["Vad mappen innehåller, och dess licenser.", ""]
    lines += [_python(folder, target)]
    lines += [_from_debian(name, target) for name in (DEBIAN if trying else EMBEDDED)]
    packages = (folder / "program" / "site-packages").glob("*.dist-info")
    lines += [_package(package, target) for package in sorted(packages)]
    lines += [
        "VCRUNTIME140*.dll: Microsoft Visual C++, vidarebefordras oförändrad som del av Pythons Windowsbygge"
    ]
    (target / "INNEHÅLL.txt").write_text("\n".join(lines) + "\n", encoding="utf-8-sig", newline="\r\n")


def _python(folder: Path, target: Path) -> str:
    """Take Python's own licence: from the embeddable package, else from the standard library here."""
    inside = folder / "program" / "LICENSE.txt"
    found = inside if inside.is_file() else Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    (target / "Python").mkdir(parents=True)
    shutil.copyfile(found, target / "Python" / "LICENSE.txt")
    return "Python: Python Software Foundation License (Python/LICENSE.txt)"


def _from_debian(name: str, target: Path) -> str:
    (target / name).mkdir(parents=True)
    shutil.copyfile(Path("/usr/share/doc") / name / "copyright", target / name / "copyright.txt")
    if name == "libssl3":
        shutil.copyfile("/usr/share/common-licenses/Apache-2.0", target / name / "Apache-2.0.txt")
    return f"{DEBIAN[name]}: {name}/copyright.txt"


def _package(about: Path, target: Path) -> str:
    """Copy what a package says of its licence; one that says nothing is a fault of ours to mend."""
    metadata = HeaderParser().parsestr((about / "METADATA").read_text(encoding="utf-8"))
    name = f"{metadata['Name']} {metadata['Version']}"
    files = [path for path in about.rglob("*") if path.is_file() and _is_licence(path)]
    own = target / name.replace(" ", "-")
    own.mkdir(parents=True)
    for path in files or [_ours(metadata["Name"])]:
        shutil.copyfile(path, own / f"{path.name}.txt".replace(".txt.txt", ".txt"))
    said = metadata["License-Expression"] or (metadata["License"] or "").split("\n")[0][:60] or "se mappen"
    return f"{name}: {said} ({own.name})"


def _is_licence(path: Path) -> bool:
    return "licenses" in path.parts or NAMES.fullmatch(path.name) is not None


def _ours(name: str) -> Path:
    """Return a licence that a wheel left out, from the texts kept here."""
    kept = HERE / "licences" / f"{name}.txt"
    return kept if kept.is_file() else ROOT / "LICENSE" if name == "ansokan" else _missing(name)


def _missing(name: str) -> Path:
    raise FileNotFoundError(
        f"{name} brings no licence: put its text into packaging/windows/licences/{name}.txt"
    )
