"""The rows and paragraphs that show one item of a list each: which are new, are gone, have moved."""
