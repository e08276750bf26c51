"""What a whole article says of its incidents: the day, the place and the toll of its story."""
