"""Text in a document: runs, styles, lists, and long texts from and to Markdown."""
