"""Base, edited and generated become one document."""
