"""What features work with."""
