"""A value in a document: its content control or bookmark, found and read again."""
