"""Make the folder and the zip that run in Windows where they are unpacked: `build.py try` or `release`.

Both are the same program with two small launchers. They differ in the Python that lies within: the release
takes python.org's embeddable package, the trial what the package index has of it, and is marked PROV.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
DIST = ROOT / "dist"
sys.path[:0] = [str(ROOT), str(HERE)]

from licences import licences
from pythons import PythonError, released, tried

from generator import __version__

GCC, WINDRES = "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-windres"


def main() -> int:
    """Build what is asked for and print where it lies; 1 with the reason when it cannot be built."""
    trying = sys.argv[1:] == ["try"]
    if not trying and sys.argv[1:] != ["release"]:
        print(__doc__)
        return 2
    folder = DIST / f"ansokan-{__version__}-windows{'-PROV' if trying else ''}"
    shutil.rmtree(folder, ignore_errors=True)
    program = folder / "program"
    program.mkdir(parents=True)
    try:
        library = tried(program) if trying else released(program)
    except PythonError as error:
        shutil.rmtree(folder)
        print(error, file=sys.stderr)
        return 1
    launchers(folder, library)
    libraries(program / "site-packages")
    (program / f"{Path(library).stem}._pth").write_text(
        f"{Path(library).stem}.zip\n.\nsite-packages\n", encoding="utf-8"
    )
    licences(folder, trying=trying)
    read_me(folder, trying=trying)
    made = shutil.make_archive(str(folder), "zip", DIST, folder.name)
    print(f"{folder}\n{made}: {Path(made).stat().st_size / 1e6:.1f} MB")
    return 0


def launchers(folder: Path, library: str) -> None:
    """Compile the two programs that are started."""
    numbers = ",".join([*re.findall(r"\d+", __version__)[:3], "0"])
    with tempfile.TemporaryDirectory() as made:
        about = Path(made) / "launcher.o"
        said = [f"-DNUMBERS={numbers}", f'-DTEXT=\\"{__version__}\\"']
        subprocess.run([WINDRES, *said, "launcher.rc", about], check=True, cwd=HERE)
        common = [GCC, about, "-municode", "-Wall", "-Wextra", "-Werror", "-O2", "-s", "-static-libgcc"]
        command = [*common, f'-DPYTHON=L"{library}"', HERE / "ansokan.c", "-o", folder / "ansokan.exe"]
        subprocess.run(command, check=True)
        page = [*common, "-mwindows", HERE / "page.c", "-o", folder / "Ansökan.exe"]
        subprocess.run([*page, "-lole32", "-lshell32", "-luuid"], check=True)


def libraries(folder: Path) -> None:
    """Put what the lock file names into the folder, as it is for Windows, and the program itself."""
    number = f"{sys.version_info.major}.{sys.version_info.minor}"
    pip = [
        sys.executable,
        *"-m pip --disable-pip-version-check install --quiet --no-compile --no-deps".split(),
    ]
    pip += ["--target", folder]
    windows = ["--platform", "win_amd64", "--python-version", number, "--only-binary=:all:"]
    lock = ["--require-hashes", "--requirement", HERE / "requirements.lock"]
    subprocess.run([*pip, *windows, *lock], check=True)
    with tempfile.TemporaryDirectory() as made:
        build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", made]
        subprocess.run(build, check=True, cwd=ROOT, capture_output=True)
        (wheel,) = Path(made).glob("*.whl")
        subprocess.run([*pip, "--no-index", wheel], check=True)
    shutil.rmtree(folder / "bin", ignore_errors=True)  # programs for Linux
    for left in folder.glob("*.dist-info/direct_url.json"):  # where it was built
        left.unlink()
    # By hash: the times of files that were unpacked say nothing, and the folder may be read-only.
    compiled = [sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash"]
    subprocess.run([*compiled, "-s", folder, folder], check=True)


def read_me(folder: Path, *, trying: bool) -> None:
    """Write the page for whoever unpacks it, as Notepad shows it best."""
    text = (HERE / "LÄS MIG.txt").read_text(encoding="utf-8")
    if not trying:
        text = re.sub(r"\[PROV\n.*?\nPROV\]\n\n", "", text, flags=re.DOTALL)
    text = re.sub(r"\[PROV\n|\nPROV\]", "", text).replace("VERSION", __version__)
    (folder / "LÄS MIG.txt").write_text(text, encoding="utf-8-sig", newline="\r\n")


if __name__ == "__main__":
    sys.exit(main())
