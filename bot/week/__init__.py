"""A borger's week."""
