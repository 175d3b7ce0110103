"""What a project that begins from an earlier one has of it, and which of that nobody has looked at yet."""
