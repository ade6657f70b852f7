"""A borger's wishes: their album, how staff answer each, and what comes of it."""
