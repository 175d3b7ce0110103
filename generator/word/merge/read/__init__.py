"""A document read for comparing: stories, blocks, words."""
