"""Parts and fields with a life of their own: contents, charts, the theme."""
