"""A borger gives another a hand, once both have said yes."""
