"""Local Bot API, demo."""
