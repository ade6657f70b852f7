"""One goal on one page: its ladder through time, why it went so, and the small steps of it."""
