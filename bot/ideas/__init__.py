"""The idea box: ideas for the house, with a name or without, each of which gets an answer."""
