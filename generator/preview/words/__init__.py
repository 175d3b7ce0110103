"""What stands in a paragraph: runs, fields, pictures, charts, symbols."""
