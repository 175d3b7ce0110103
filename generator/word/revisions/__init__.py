"""Tracked changes and comments."""
