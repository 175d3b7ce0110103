"""Running text held against the data: figures, names, wording."""
