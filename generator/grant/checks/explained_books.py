"""What each code means that is told of workbooks; see `explained.py`."""

from __future__ import annotations

from generator.language import N_

OF_WORKBOOKS = (
    N_("A figure that comes from Excel is to be the one that was meant, and none may be lost on the way."),
    N_("The program's own behaviour."),
    {
        "error": {
            "book-cell": N_(
                "A cell cannot be read as what its column holds; nothing of the workbook is taken."
            ),
            "book-conflict": N_("A cell was changed in Excel, and its value in the data file too."),
            "book-damaged": N_("The workbook is damaged."),
            "book-encrypted": N_("The workbook has a password."),
            "book-headings": N_("The workbook has no table whose headings are known."),
            "book-links": N_("The workbook fetches values from elsewhere."),
            "book-macros": N_("The workbook holds macros."),
            "book-not-imported": N_("The workbook that lies there holds what the data file does not."),
            "book-objects": N_("The workbook holds programs or other files."),
            "book-other-data": N_("The workbook was exported from another data file."),
            "book-other-kind": N_("The file is no Excel workbook."),
            "book-product": N_("An amount is not quantity times price."),
            "book-row-gone": N_("A row was changed in Excel, and deleted in the data file."),
            "book-row-known": N_("A new row is nearly one that the data file has got since the export."),
            "book-row-kept": N_("A row was deleted in Excel, and changed in the data file."),
            "book-too-large": N_("The workbook holds more than a budget."),
        },
        "warning": {
            "book-column-gone": N_("A column that was exported is no longer in the workbook."),
            "book-copy": N_("A sheet is a copy of another, and was not read."),
            "book-order": N_("The rows were put in another order in Excel, and in the data file too."),
            "book-sheet-gone": N_("A sheet that was exported is no longer in the workbook."),
            "book-sum": N_("A figure is written where the workbook reckons."),
            "book-text": N_("A figure cannot be read, and counts in no sum of the workbook."),
        },
        "hint": {
            "book-beside": N_("A column has a heading that is not known."),
            "book-export-again": N_("Something was taken; the workbook remembers what was before."),
            "book-fewer": N_("The data file has rows that the workbook lacks."),
            "book-group": N_("A row names the category of the rows below it."),
            "book-hidden": N_("Hidden rows were read, or hidden sheets were not."),
            "book-label": N_("A row has one text alone."),
            "book-rounded": N_("A computed number was rounded."),
            "book-sum-row": N_("A row adds up others, and is not taken."),
        },
    },
)
"""Why, source, and by level and code what is found."""
