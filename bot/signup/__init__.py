"""The catalogue of what the house offers: signing up, places and the line for them, moved and told at once."""
