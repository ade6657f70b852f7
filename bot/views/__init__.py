"""What was answered, as one picture: after the receipt, later on, and for those who may read it."""
