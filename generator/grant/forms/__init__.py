"""The receivers' forms: questions, rules, and answers made from the data."""
