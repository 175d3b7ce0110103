"""What is known of a project beside its file: what is typed and not saved, what was done to it."""
