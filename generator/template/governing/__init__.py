"""What each tag governs, by where it stands: text, paragraphs, rows, cells."""
