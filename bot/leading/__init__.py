"""What a leader sees of the house, and sets for it."""
