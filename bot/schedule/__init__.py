"""The tick and upkeep."""
