"""One data file about a project becomes three Word files that agree."""

__version__ = "0.1.0"
