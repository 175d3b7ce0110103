"""Which item of one sequence is which of another. Pure: knows no XML."""
