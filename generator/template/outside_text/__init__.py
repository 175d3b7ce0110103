"""Tags outside the text of paragraphs: attributes, field codes, addresses of links, other parts."""
