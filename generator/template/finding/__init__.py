"""Where the tags are: read out of the text of paragraphs, also across runs and paragraphs."""
