"""What each code means that is told of what is printed and sent."""

from __future__ import annotations

from generator.language import N_

Explained = tuple[str, str, dict[str, dict[str, str]]]
"""Why, source, and by level and code what is found."""

OF_WHAT_IS_SENT: tuple[Explained, ...] = (
    (
        N_("The PDF is the copy for the archive, and must be readable for all."),
        N_("PDF/UA-1 (ISO 14289-1) and PDF/A-2 (ISO 19005-2)."),
        {
            "error": {
                "office-missing": N_("LibreOffice is not found."),
                "office-slow": N_("LibreOffice did not finish in time."),
                "office-too-old": N_("LibreOffice is too old to make an accessible PDF."),
                "office-unstartable": N_("LibreOffice cannot be started."),
                "pdf-broken": N_("LibreOffice made a PDF that cannot be read."),
                "pdf-extra-missing": N_("What makes the PDF accessible is not installed."),
                "pdf-not-made": N_("No PDF was made."),
                "pdf-not-ours": N_("A PDF that was not made here lies in the way."),
            },
            "warning": {
                "pdf-picture-mute": N_("A picture has no alternative text."),
            },
        },
    ),
    (
        N_("What was sent must be there later as it was sent, whatever is changed since."),
        N_("The program's own behaviour."),
        {
            "error": {
                "package-damaged": N_("A package of what was sent cannot be read."),
            },
            "warning": {
                "package-without-pdf": N_("A package of what is sent holds no PDF of a document."),
            },
        },
    ),
    (
        N_("What is read back from a document without its data file is what the document says, and no more."),
        N_("The program's own behaviour."),
        {
            "error": {
                "read-back-unknown": N_("It is not known which form a document was made with."),
            },
            "hint": {
                "read-back-noted": N_("A document has comments and proposals, which are not taken."),
                "read-back-twofold": N_("A document says a value in two ways."),
                "read-back-unread": N_("What stands in the place of a value cannot be read as one."),
                "read-back-unsure": N_("A document says more than the data that was read back from it."),
            },
        },
    ),
)
