"""What is typed on the page goes into the data file: each change with its way back."""
