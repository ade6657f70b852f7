"""What staff write about a borger for their colleagues, as dated sheets."""
