"""Twelve edits that a person makes in LibreOffice, made through UNO in one document, each saved as a file of its own.

    PYTHON tests/tools/uno_edits.py SOFFICE PROFILE IN.docx OUTFOLDER

PYTHON is one that has the module uno (Debian and Ubuntu: /usr/bin/python3 with python3-uno). The document is the
application strategisk-planering/anslag11; EDITS says what each edit writes.
"""

import contextlib
import subprocess
import sys
import time
from pathlib import Path

BOLD = 150.0


def typed(after, words):
    """Words typed after some words of the text."""

    def edit(document):
        found = find(document, after)
        found.getText().insertString(found.getEnd(), words, False)

    return edit


def written_over(words, new):
    """Words in a table written over, in a control that stays."""

    def edit(document):
        find(document, words, in_table=True).setString(new)

    return edit


def new_paragraph(after, words):
    """Enter at the end of a paragraph, and words."""

    def edit(document):
        found = find(document, after)
        text = found.getText()
        cursor = text.createTextCursorByRange(found.getEnd())
        cursor.gotoEndOfParagraph(False)
        text.insertControlCharacter(cursor, 0, False)
        text.insertString(cursor, words, False)

    return edit


def deleted_paragraph(words):
    """A paragraph deleted whole."""

    def edit(document):
        found = find(document, words)
        cursor = found.getText().createTextCursorByRange(found)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoNextParagraph(True)
        cursor.setString("")

    return edit


def bold(word):
    """A word made bold."""

    def edit(document):
        find(document, word).CharWeight = BOLD

    return edit


def row_added(header, words):
    """A row added at the end of the table with this header, with words in its first cell."""

    def edit(document):
        table = find(document, header, in_table=True).TextTable
        count = table.getRows().getCount()
        table.getRows().insertByIndex(count, 1)
        table.getCellByName(f"A{count + 1}").setString(words)

    return edit


def cell_changed(words, new):
    """The text of a cell of the layout written anew."""

    def edit(document):
        find(document, words, in_table=True).Cell.setString(new)

    return edit


def heading_changed(words, more):
    """Words typed at the end of a heading."""

    def edit(document):
        found = find(document, words, style="Heading 2")
        found.getText().insertString(found.getEnd(), more, False)

    return edit


def footnote(after, words):
    """A footnote after some words."""

    def edit(document):
        found = find(document, after)
        note = document.createInstance("com.sun.star.text.Footnote")
        found.getText().insertTextContent(found.getEnd(), note, False)
        note.setString(words)

    return edit


EDITS = {
    "text-in-an-inline-field": typed("Färdig", " ny"),
    "word-in-a-list": written_over("förstudie", "genomförandeprojekt"),
    "day-in-a-date": written_over("2025-01-20", "2025-01-21"),
    "text-in-a-rich-field": typed("Projektet uppmärksammar", " tydligt"),
    "new-paragraph": new_paragraph(
        "Vem som söker, och vem som svarar för vad.", "Ett nytt stycke av chefen."
    ),
    "deleted-paragraph": deleted_paragraph("Hela projektet i korthet."),
    "bold-word": bold("kompetens"),
    "table-row": row_added("Ansvarig", "En ny rad av chefen"),
    "cell-text": cell_changed("Ansvarig", "Ansvarig enhet"),
    "heading": heading_changed("Målgrupper", " och nytta"),
    "list-item": new_paragraph("Otydlig ambition.", "En ny punkt av chefen."),
    "footnote": footnote("Namn, typ, tid, område och belopp.", "Chefens fotnot."),
}


def find(document, words, *, style="", in_table=False):
    """Return the first place in the text that says these words, in this style, in a table."""
    search = document.createSearchDescriptor()
    search.SearchString = words
    search.SearchCaseSensitive = True
    found = document.findFirst(search)
    while found is not None:
        if (not style or found.ParaStyleName == style) and (not in_table or found.TextTable is not None):
            return found
        found = document.findNext(found.getEnd(), search)
    raise LookupError(words)


def main(soffice, profile, source, folder):
    import uno
    from com.sun.star.beans import PropertyValue
    from com.sun.star.connection import NoConnectException

    pipe = f"edits{time.monotonic_ns()}"
    command = [
        soffice,
        "--headless",
        "--norestore",
        "--nologo",
        f"--accept=pipe,name={pipe};urp",
        f"-env:UserInstallation={Path(profile).as_uri()}",
    ]
    office = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for attempt in range(240):
            try:
                context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except NoConnectException:
                if attempt == 239 or office.poll() is not None:
                    raise
                time.sleep(0.5)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        hidden = PropertyValue("Hidden", 0, True, 0)
        as_word = PropertyValue("FilterName", 0, "MS Word 2007 XML", 0)
        for name, edit in {"no-edit": lambda _: None, **EDITS}.items():
            document = desktop.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, (hidden,))
            edit(document)
            document.storeToURL((Path(folder) / f"{name}.docx").as_uri(), (as_word,))
            document.close(True)
        with contextlib.suppress(Exception):
            desktop.terminate()
        office.wait(30)
    finally:
        if office.poll() is None:
            office.kill()


if __name__ == "__main__":
    main(*sys.argv[1:])
