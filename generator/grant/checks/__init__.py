"""Checks of data that can be read: what is wrong with it, and why each check is made."""
