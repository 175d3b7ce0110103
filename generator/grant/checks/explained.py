"""What each code means that is told outside the checks of a project's content: files, merges, finals.

Why, source, and by level and code what is found; `explain.py` adds the checks of the content to them.
"""

from __future__ import annotations

from generator.grant.checks.explained_sent import OF_WHAT_IS_SENT, Explained
from generator.language import N_

__all__ = ["BESIDE_THE_CHECKS", "Explained"]

BESIDE_THE_CHECKS: tuple[Explained, ...] = (
    (
        N_(
            "Nothing that somebody has written in Word may be lost, and nothing is to come into the data "
            "file that nobody meant."
        ),
        N_("The program's own behaviour."),
        {
            "error": {
                "pull-conflict": N_("A field was changed in Word, and its value in the data file too."),
                "pull-copied": N_("A field stands more often than it was generated, with different texts."),
                "pull-unsettled": N_("A field shows a conflict that nobody has settled."),
                "pull-deleted": N_("An item was deleted in Word, and the data file has it still."),
                "pull-typed-row": N_("A row was typed in a table, and it is not known what its cells are."),
                "pull-unframed": N_("A field has lost its frame in Word, and says something else now."),
                "pull-emptied-item": N_(
                    "An item of a list was emptied in Word; whether it is to go is for a person to say."
                ),
                "pull-item-moved": N_(
                    "The list in the data file has other items than when the document was generated."
                ),
                "pull-list": N_(
                    "A list was written in a document of an earlier version; generated anew it can be pulled."
                ),
                "pull-no-data": N_("The data file that the document names is not found."),
                "pull-no-origin": N_("The document does not say from which data file it comes."),
                "pull-other-data": N_("The document was generated from another data file."),
                "pull-unknown-field": N_("The document has a field that the data file has no place for."),
                "pull-unproved": N_(
                    "A data file of the right name is there, but nothing shows that the document comes "
                    "from it."
                ),
                "pull-unreadable": N_(
                    "What was typed in a field cannot be read as its kind: a date, an amount, a number."
                ),
                "no-data-file": N_("The file that pull was given is no data file."),
            },
            "warning": {
                "pull-field-gone": N_("A field that was generated is no longer in the document."),
                "pull-field-unsure": N_("A field cannot be told from another with certainty."),
                "pull-proposed": N_("A tracked change in a field has not been accepted or rejected."),
            },
            "hint": {
                "pull-beyond": N_("A field holds what a data file cannot: underlining, a table, a picture."),
                "pull-damaged": N_(
                    "What the document says of its origin is damaged; the base beside it was used."
                ),
            },
        },
    ),
    (
        N_(
            "What people have written in a document stays; where both sides have changed the same thing, "
            "a person decides."
        ),
        N_("The program's own behaviour."),
        {
            "error": {
                "not-ours": N_("A file that was not made here lies where the document is to be."),
                "base-damaged": N_("What was generated last, which edits are compared with, is damaged."),
                "data-file-renamed": N_(
                    "The project's documents lie in a folder of the data file's old name."
                ),
                "other-data": N_("The document that lies there comes from another data file."),
                "other-document": N_("The document that lies there is another of the project's documents."),
                "other-generation": N_(
                    "What the document that lies there was generated as is not kept any more."
                ),
                "edited": N_("The file was edited by hand and is left as it is."),
                "merge-no-origin": N_("A file to be merged does not say which document it is a copy of."),
                "merge-no-document": N_("The document that a copy is to be merged into does not lie there."),
                "merge-other-data": N_("A copy comes from another data file than the one that was named."),
                "merge-itself": N_("The document itself was named as a copy of it."),
            },
            "warning": {
                "conflict": N_(
                    "The data and the document were changed in the same place; both are shown in the "
                    "document."
                ),
                "merge-too-old": N_("What a copy was generated as is not kept any more; all is shown."),
                "generations-damaged": N_("The earlier versions that the program keeps were damaged."),
                "kept": N_("What the data no longer has was edited in Word, and stays in the document."),
            },
            "hint": {
                "merge-looks": N_("Tracked changes of formatting in a copy are left out."),
                "removed-by-hand": N_("What somebody took out of the document is not put back."),
                "page-setup": N_(
                    "The page's size or margins differ from the template; those of the document stay."
                ),
                "document-left-over": N_("A document lies there that the project does not make any more."),
                "data-file-gone": N_("A folder of documents lies there whose data file is gone."),
            },
        },
    ),
    (
        N_("What is sent cannot be taken back: a final has nothing in it that is not settled."),
        N_("The program's own behaviour."),
        {
            "error": {
                "not-final": N_("No final document was made, or not all of them."),
                "not-pulled": N_("A field was changed in Word and not in the data."),
                "final-conflict": N_("Draft and data were changed in the same place."),
                "final-edited": N_("The final was edited after it was made."),
                "tracked-change-left": N_("A tracked change is neither accepted nor rejected."),
                "comment-left": N_("A comment is left in the document."),
                "document-not-made": N_("A document was asked for that the project does not make."),
            },
        },
    ),
    (
        N_("A file that cannot be read or written safely is left as it is."),
        N_("The program's own behaviour."),
        {
            "error": {
                "file-missing": N_("The data file is not there."),
                "file-exists": N_("The file is already there, and is left as it is."),
                "file-changed": N_("Somebody saved the file while it was being made."),
                "file-is-folder": N_("A folder has the name of the file."),
                "file-open": N_("The document is open in Word or another program."),
                "file-read-only": N_("The file may only be read."),
                "file-too-large": N_("The file is larger than any data file or document."),
                "file-unreadable": N_("The file cannot be read."),
                "file-unwritable": N_("The file cannot be written."),
                "locked": N_("Another run is writing to the same folder."),
                "shared-folder": N_("Two data files would write to the same folder."),
                "no-data": N_("There is no data file in the folder data."),
                "templates-missing": N_("There are no templates in the folder that was named."),
                "source-date": N_("SOURCE_DATE_EPOCH is no number of seconds."),
                "fill-over-source": N_("What fill is to write would take the place of its template or data."),
                "json": N_("The file cannot be read as JSON."),
                "bug": N_("The program has a fault of its own."),
            },
        },
    ),
    (
        N_(
            "A Word file from elsewhere may be damaged, or made to harm; only what is sure to be a "
            "document is opened."
        ),
        N_("The program's own behaviour."),
        {
            "error": {
                "docx-activex": N_("The document holds programs (ActiveX)."),
                "docx-add-in": N_("The document brings buttons or an add-in into Word."),
                "docx-attached": N_("A template on another computer is attached to the document."),
                "docx-broken-xml": N_("A part of the document is broken."),
                "docx-damaged": N_("The file is damaged."),
                "docx-doctype": N_(
                    "A part of the document declares a document type, which Word never writes."
                ),
                "docx-empty": N_("The file is empty."),
                "docx-encrypted": N_("The document has a password."),
                "docx-encoding": N_("A part of the document is in another encoding than UTF-8 or UTF-16."),
                "docx-field": N_("The document has fields that fetch or run something."),
                "docx-fetches": N_("The document fetches something from elsewhere when it is opened."),
                "docx-imports": N_("The document holds a piece in another format, which Word reads in."),
                "docx-mail-merge": N_("The document is set up for a mail merge."),
                "docx-macros": N_("The document holds macros."),
                "docx-no-main": N_("The file lacks its main part."),
                "docx-not-word": N_("The file is no Word document."),
                "docx-old": N_("The file is of Word's old format (.doc)."),
                "docx-other-kind": N_("The file is of another kind than .docx."),
                "docx-part-name": N_("A part of the file has a name that none may have."),
                "docx-strict": N_("The file is saved as Strict Open XML."),
                "docx-too-large": N_("The file unpacks to more than a document holds."),
            },
        },
    ),
    (
        N_("A template with a fault would make a fault in every document."),
        N_("templates/README.md; ansokan lint."),
        {
            "error": {
                "template-crossing": N_("Two tags of the layout cross each other."),
                "template-filter": N_("A filter cannot use the value that it is given."),
                "fill-picture": N_("A picture that the data names cannot be used."),
                "template-place": N_("A tag stands where no value can be written."),
                "template-side-by-side": N_("Two loops side by side would repeat the same rows."),
                "template-no-cell": N_("A tag stands where there is no cell or row for it."),
                "template-no-end": N_("A tag is opened and never closed."),
                "template-refused": N_(
                    "A template asks for what templates may not do, or for too much work."
                ),
                "template-stray": N_("A tag stands where none is open."),
                "template-syntax": N_("A tag cannot be read as Jinja."),
                "template-too-large": N_("The template has more tags than can be made."),
                "template-unknown-name": N_("A tag names what neither the data nor the form has."),
                "template-unknown-tag": N_("A tag begins with an unknown word."),
                "template-value": N_("A tag cannot be filled with the value it has."),
                "contrast": N_("Two colours of the design are too near each other to be read."),
                "not-a-picture": N_("The logotype is no picture that Word can show."),
                "path-too-long": N_("A key's path is longer than Word can hold."),
                "rule-path": N_("A rule points to a place that the data file does not have."),
                "undrawn": N_("The layout draws no table that a question asks for."),
                "unprinted": N_("The layout prints an answer nowhere."),
            },
            "warning": {
                "heading-differs": N_("A heading of the layout reads otherwise in the form."),
                "still-others": N_(
                    "A form that takes another over still says what holds for the other's receiver."
                ),
            },
            "hint": {
                "fill-merge-field": N_("The template has fields of a mail merge, which are not filled in."),
                "fill-single-braces": N_("The template has names in single braces, which are not filled in."),
                "fill-no-tags": N_("The template has no tags, so nothing was filled in."),
                "fill-unused": N_("No tag uses some names of the data."),
            },
        },
    ),
    *OF_WHAT_IS_SENT,
)
