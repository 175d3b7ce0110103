"""How Word holds it: packages, runs, content controls. Knows no grants."""
