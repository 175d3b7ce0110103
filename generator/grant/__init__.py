"""What is said: the data file, its schema, the receivers' forms. Knows no Word."""
