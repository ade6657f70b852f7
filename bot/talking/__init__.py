"""A call for a talk."""
