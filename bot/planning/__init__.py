"""Activities and wishes."""
