"""A project among others: its money, its days and what it is for; and of all projects together."""
