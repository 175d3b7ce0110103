"""How it looks: styles, direct formatting, tabs, colours, as the rules of a style sheet."""
