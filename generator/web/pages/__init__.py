"""What each page shows, as plain values, and the HTML made of them."""
