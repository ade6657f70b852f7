"""Reading cards aloud: what says them, the button that asks for it, and contact persons' own recordings."""
