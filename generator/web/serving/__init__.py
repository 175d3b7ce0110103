"""How the browser reaches the page, who may come in, and how long the program waits for it."""
