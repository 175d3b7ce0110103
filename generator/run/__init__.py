"""One project in one run: documents made, kept, made final; new files."""
