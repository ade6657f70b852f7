"""A borger's own reminders that come of what they answered."""
