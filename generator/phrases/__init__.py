"""What was found and what became of it, as sentences: the command line prints them, the page shows them."""
