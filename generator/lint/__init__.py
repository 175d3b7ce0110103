"""Templates against the schema, without any data."""
