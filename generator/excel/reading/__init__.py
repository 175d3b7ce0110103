"""A workbook read behind gates: its cells, its tables, what each cell says as text of the data file."""
