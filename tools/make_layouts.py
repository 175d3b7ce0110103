"""Make the layout.docx of each receiver from scratch: `python tools/make_layouts.py`.

The layouts are meant to be edited in Word. Whoever has done so keeps theirs: an existing file is
only written over with `--replace`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from layouts import application, furniture, memo
from layouts.numbering import numbering
from layouts.package import docx
from layouts.styles import styles
from layouts.text import put
from layouts.theme import theme
from layouts.xml import Element

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
VOUCHES = "Ansökan undertecknas av behörig firmatecknare."


def main() -> int:
    replace = "--replace" in sys.argv[1:]
    for name, data in layouts().items():
        path = TEMPLATES / name / "layout.docx"
        if path.exists() and path.read_bytes() != data and not replace:
            print(f"{path}: edited since; kept (--replace writes over it)")
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return 0


def layouts() -> dict[str, bytes]:
    """Return each receiver's layout."""
    return {
        "tillvaxtverket": layout(application.body(VOUCHES)),
        "eruf": layout(application.body(VOUCHES)),
        "anslag11": layout(application.body(VOUCHES)),
        "beslut": layout(memo.body(), letter=True),
    }


def layout(body: list[Element], *, letter: bool = False) -> bytes:
    """Return a layout's bytes; a letter's headings are smaller than a form's."""
    parts = {
        "docProps/app.xml": furniture.app_properties(),
        "docProps/core.xml": furniture.core_properties(),
        "docProps/custom.xml": furniture.custom_properties(),
        "word/document.xml": furniture.document(body),
        "word/fontTable.xml": furniture.font_table(),
        "word/footer1.xml": furniture.footer(put("form.title")),
        "word/header1.xml": furniture.running_header(),
        "word/header2.xml": furniture.first_header(),
        "word/numbering.xml": numbering(),
        "word/settings.xml": furniture.settings(),
        "word/styles.xml": styles(letter=letter),
        "word/theme/theme1.xml": theme(),
    }
    return docx(parts)


if __name__ == "__main__":
    sys.exit(main())
