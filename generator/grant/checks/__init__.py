"""What is wrong with readable data, and why that is a fault."""
