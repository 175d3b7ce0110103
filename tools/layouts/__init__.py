"""The three layouts, made from scratch: what is in them, and the look that they share."""
