"""An officer's story with the built zip, under Wine: `story.py ZIP [PREFIX]`; 1 when a step goes wrong.

new, generate, an edit in Word, status, pull, merge, final, the page from both programs; from folders with å
and blanks.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import time
import urllib.request
import zipfile
from collections.abc import Callable
from html import unescape
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE))

from wine import Said, Wine

PROJECT = "drive_c/users/Public/OneDrive - Region Jämtland Härjedalen/Åtgärder & projekt"
MEMO = "output/mitt projekt/beslut.docx"
IN_WORD = (
    (">den\u00a030\u00a0maj\u00a02025<", ">den 15 juni 2025<"),  # in a field
    ("har en budget om", "leds av en styrgrupp och har en budget om"),
)
IN_COPY = (("togs upp i", "förankrades i"),)
DOORS = "drive_c/users/*/AppData/Local/ansokan/web/*.html"
"""The files that lead to the page."""
PATIENCE = 120
"""Seconds to wait for a page."""
DATA = r"data\mitt projekt.yaml"
DOCUMENT = r"output\mitt projekt\beslut.docx"
STORY: tuple[tuple[list[str], int, str], ...] = (
    (["--version"], 0, "ansokan, version"),
    (["doctor"], 0, "Python 3"),
    (["new", DATA], 0, "skriven: data\\mitt projekt.yaml"),
    (["check", DATA], 0, "0 fel"),
    (["fill in"], 0, ""),
    (["generate", DATA], 0, "3 dokument skrivna"),
    (["generate", DATA], 0, "3 oförändrade"),
    (["edit"], 0, ""),
    (["status", DATA], 0, "1 fält att hämta tillbaka (project.period.end)"),
    (["pull", DOCUMENT], 0, "hämtat: project.period.end: ”2025-05-30” -> ”2025-06-15”"),
    (["generate", DATA], 0, "1 sammanfört"),
    (["copy"], 0, ""),
    (["merge", r"post\från Maria.docx"], 0, "förankrades i"),
    (["status", DATA], 0, "aktuell"),
    (["generate", DATA, "--final"], 0, "skriven: output\\mitt projekt\\slutlig\\beslut-RUN-479-2024.docx"),
    (["sheet", DATA], 0, "3 sidor skrivna"),
)


def main() -> int:
    """Play the story, print each step, and return 1 when one is not as it should be."""
    archive = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory(prefix="wine-") as made:
        wine = Wine(Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else Path(made))
        try:
            wrong = played(wine, wine.unpacked(archive))
        finally:
            wine.end()
    print(f"{wrong} steps are not as they should be" if wrong else "The whole story went well.")
    return int(wrong > 0)


def played(wine: Wine, program: Path) -> int:
    """Return how many steps went wrong."""
    project, there, wrong = wine.prefix / PROJECT, set(program.rglob("*")), 0
    shutil.rmtree(project, ignore_errors=True)
    project.mkdir(parents=True)
    for name in ("lxml.py", "generator.py"):  # what lies among the projects is never run
        (project / name).write_text('raise SystemExit("planted")', encoding="utf-8")
    for words, code, told in STORY:
        begun = time.monotonic()
        deed = DEEDS.get(words[0])
        done = deed(project) if deed else wine.run(program / "ansokan.exe", *words, cwd=project)
        wrong += judged(" ".join(words), done.code == code and told in done.text, done.text, begun)
    for name, page, told in PAGES:
        begun = time.monotonic()
        said = page(wine, program, project)
        wrong += judged(name, told in said, said, begun)
    new = sorted(str(path) for path in program.rglob("*") if path not in there)
    return wrong + judged("nothing was written in the program's folder", not new, "\n".join(new), begun)


def judged(step: str, well: bool, said: str, begun: float) -> bool:
    """Print how a step went; return whether it went wrong."""
    print(f"{'ok   ' if well else 'WRONG'} {step} ({time.monotonic() - begun:.1f} s)", flush=True)
    if not well:
        print(said[-3000:])
    return not well


def by_command(wine: Wine, program: Path, project: Path) -> str:
    """Return the first page, as a browser gets it from `ansokan web`."""
    running = wine.started(program / "ansokan.exe", "web", "--no-browser", cwd=project)
    try:
        for line in running.stdout or ():
            if found := re.search(r"http://\S+", line):
                return seen(found[0])
        return "no address was printed"
    finally:
        running.kill()
        wine.end()


def by_double_click(wine: Wine, program: Path, _project: Path) -> str:
    """Return the first page after a double click: of the folder among the documents, which is empty."""
    said = opened(wine, program / "Ansökan.exe")
    made = any(wine.prefix.glob("drive_c/users/*/Documents/Ansökan"))
    return said if made else "no folder was made among the documents"


def by_dropping(wine: Wine, program: Path, project: Path) -> str:
    """Return the first page after a folder was dropped on the program."""
    return opened(wine, program / "Ansökan.exe", wine.called(project))


def opened(wine: Wine, page: Path, *words: str) -> str:
    """Return the page that Ansökan.exe opens; its address stands in the user's own file. Then end it."""
    subsystem = page.read_bytes()[int.from_bytes(page.read_bytes()[0x3C:0x40], "little") + 0x5C]
    if subsystem != 2:  # IMAGE_SUBSYSTEM_WINDOWS_GUI: Windows opens no console for it
        return "Ansökan.exe would open a console"
    for left in wine.prefix.glob(DOORS):  # by a run that was ended here
        left.unlink()
    running = wine.started(page, *words, cwd=page.parent)
    try:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            for door in wine.prefix.glob(DOORS):
                if found := re.search(r"url=(http[^\"]+)", door.read_text(encoding="utf-8")):
                    return seen(unescape(found[1]))
            time.sleep(0.5)
        return "no page came"
    finally:
        running.kill()
        wine.end()


def seen(address: str) -> str:
    """Return the page at an address with a key: it lets in, and leads on with a cookie."""
    host = address.split("/")[2]
    local = f"http://127.0.0.1:{host.rpartition(':')[2]}"
    first = urllib.request.Request(address.replace(f"http://{host}", local), headers={"Host": host})
    with urllib.request.urlopen(first, timeout=PATIENCE) as answer:
        cookie = answer.headers["Set-Cookie"].split(";")[0]
    page = urllib.request.Request(f"{local}/", headers={"Host": host, "Cookie": cookie})
    with urllib.request.urlopen(page, timeout=PATIENCE) as answer:
        return answer.read().decode("utf-8")


def fill_in(project: Path) -> Said:
    """Take the example as the answers."""
    shutil.copyfile(ROOT / "data/strategisk-planering.yaml", project / "data/mitt projekt.yaml")
    return Said(0, "")


def edit(project: Path) -> Said:
    """Change a field and a sentence of the memo, as somebody does in Word."""
    return changed(project / MEMO, project / MEMO, IN_WORD)


def copy(project: Path) -> Said:
    """Let a copy of the memo come back with an edit in it."""
    (project / "post").mkdir()
    return changed(project / MEMO, project / "post/från Maria.docx", IN_COPY)


def changed(document: Path, target: Path, pairs: tuple[tuple[str, str], ...]) -> Said:
    """Write the document to `target` with pieces of its text exchanged."""
    with zipfile.ZipFile(document) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts["word/document.xml"].decode()
    missing = [old for old, _new in pairs if old not in text]
    for old, new in pairs:
        text = text.replace(old, new, 1)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (parts | {"word/document.xml": text.encode()}).items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return Said(len(missing), f"not in the document: {missing}")


DEEDS: dict[str, Callable[[Path], Said]] = {"fill in": fill_in, "edit": edit, "copy": copy}
PAGES = (
    ("ansokan.exe web", by_command, "mitt projekt"),
    ("double click on Ansökan.exe", by_double_click, "Här finns inget projekt"),
    ("a folder dropped on Ansökan.exe", by_dropping, "mitt projekt"),
)

if __name__ == "__main__":
    sys.exit(main())
