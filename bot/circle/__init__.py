"""A borger's own team: who is in it and about what, who is asked first, and the day's partner"""
