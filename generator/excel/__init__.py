"""Workbooks for Excel: written as people keep them, read back with the places of their cells."""
