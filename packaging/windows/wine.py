"""Wine with a Swedish Windows in a folder of its own, in which the built program is unpacked and run."""

from __future__ import annotations

import os
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
GCC = "x86_64-w64-mingw32-gcc"
UNPACKED = "drive_c/users/Public/Åsas mapp (ny) å ä ö"
"""Where the zip is unpacked: letters and characters that a careless program trips over."""


@dataclass
class Said:
    """What a program printed, both streams, and its exit code."""

    code: int
    text: str


class Wine:
    """A Windows of its own in `prefix`, which speaks Swedish; `home` stands for the user's home in Linux."""

    def __init__(self, prefix: Path) -> None:
        self.prefix, self.home, locale = prefix, prefix / "home", prefix / "locale"
        for folder in (self.home, locale):
            folder.mkdir(parents=True, exist_ok=True)
        made = ["localedef", "-i", "sv_SE", "-f", "UTF-8", locale / "sv_SE.UTF-8"]
        subprocess.run(made, check=True, capture_output=True)
        left = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "PYTHON"))}
        wanted = {"WINEPREFIX": prefix, "HOME": self.home, "LOCPATH": locale, "LC_ALL": "sv_SE.UTF-8"}
        quiet = {"WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree,mshtml="}
        self.environment = left | {name: str(value) for name, value in wanted.items()} | quiet
        self._run(["wineboot", "-i"])
        # What Windows programs are to see of the language is what Wine tells them, not Linux's variables.
        hidden = "".join(f"@set {name}=\r\n" for name in ("LC_ALL", "LANG", "LANGUAGE", "LOCPATH"))
        (prefix / "drive_c/run.bat").write_bytes(f"{hidden}@%*\r\n".encode())
        library = prefix / "drive_c/windows/system32/bcryptprimitives.dll"
        source = HERE / "wine_bcryptprimitives.c"
        subprocess.run([GCC, "-shared", "-O2", "-s", source, "-o", library, "-ladvapi32"], check=True)

    def unpacked(self, archive: Path) -> Path:
        """Unpack the zip and return the program's folder in it."""
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(self.prefix / UNPACKED)
        return self.prefix / UNPACKED / archive.stem

    def run(self, program: Path, *words: str, cwd: Path) -> Said:
        """Run a Windows program to its end."""
        done = self._run(self._line(program, words), cwd=cwd)
        return Said(done.returncode, done.stdout)

    def started(self, program: Path, *words: str, cwd: Path) -> subprocess.Popen[str]:
        """Start a Windows program and let it run."""
        how = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        return subprocess.Popen(
            self._line(program, words),
            cwd=cwd,
            env=self.environment,
            encoding="utf-8",
            errors="replace",
            **how,
        )

    def called(self, path: Path) -> str:
        """Return the Windows name of a path in the prefix."""
        return "C:\\" + str(path.relative_to(self.prefix / "drive_c")).replace("/", "\\")

    def end(self) -> None:
        """End whatever still runs in this Windows."""
        self._run(["wineserver", "-k"])

    def _line(self, program: Path, words: tuple[str, ...]) -> list[str]:
        return ["wine", "cmd", "/c", r"C:\run.bat", self.called(program), *words]

    def _run(self, line: list[str], cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        how = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        return subprocess.run(
            line, cwd=cwd, env=self.environment, check=False, encoding="utf-8", errors="replace", **how
        )
