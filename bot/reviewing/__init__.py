"""Summaries, follow-up."""
