"""What stands in the built-in layouts, and how python-docx places it in base.docx."""
