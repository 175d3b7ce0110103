"""Make the layout.docx of each receiver from templates/profil/base.docx: `python tools/make_layouts.py`.

What stands in a layout is said in tools/layouts/, how it looks in base.docx, which is edited in Word.
A layout that was itself edited in Word is only written over with `--replace`.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from layouts import application, deciding, grant_decision, memo, official_letter
from layouts.build import layout

from generator.word.opc.package import Package

TEMPLATES = ROOT / "templates"
BASE = TEMPLATES / "profil" / "base.docx"


def main() -> int:
    """Write the layouts that differ; without --replace only those that are not there."""
    for path, data in edited().items():
        if path.exists() and "--replace" not in sys.argv[1:]:
            print(f"{path}: not as it is made; kept (--replace writes over it)")
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        print(f"written: {path}")
    return 0


def edited() -> dict[Path, bytes]:
    """Return each layout that is not as it is made, as it would be made."""
    return {path: data for path, data in layouts().items() if not (path.exists() and _same(path, data))}


def layouts() -> dict[Path, bytes]:
    """Return each receiver's layout."""
    base = BASE.read_bytes()
    form = layout(base, application.body())
    made = {"tillvaxtverket": form, "eruf": form, "anslag11": form}
    made["beslut"] = layout(base, memo.body(), letter=True, says=memo.SAYS)
    made["tjansteskrivelse"] = layout(base, official_letter.body(), letter=True, says=deciding.SAYS)
    funder = layout(base, grant_decision.body(), letter=True, says=grant_decision.SAYS)
    made["medfinansieringsbeslut"] = funder
    return {TEMPLATES / name / "layout.docx": data for name, data in made.items()}


def _same(path: Path, data: bytes) -> bool:
    """Say whether the parts are the same; how they are compressed depends on the machine."""
    return Package.read(path.read_bytes(), str(path)).parts == Package.read(data, str(path)).parts


if __name__ == "__main__":
    sys.exit(main())
