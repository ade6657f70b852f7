"""Joining, leaving, settings."""
