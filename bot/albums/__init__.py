"""A borger's own things as an album: all on one picture, then one at a time."""
