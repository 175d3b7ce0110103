"""Workbooks for Excel: a project's money both ways, and the overview of all projects."""
