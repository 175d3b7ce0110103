"""A template of one's own filled with plain data: ansokan fill."""
