"""What somebody owes somebody by a day: made by sittings, answered and done."""
