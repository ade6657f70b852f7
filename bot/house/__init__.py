"""What staff write about the house, and read as dated sheets, curves and files."""
