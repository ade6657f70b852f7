"""`make bench`: what design promises about speed and memory, measured and printed. Nothing here asserts."""
