"""A project's money as an Excel workbook, and workbooks read: their cells as texts of the data file."""
