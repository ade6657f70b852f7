-- When what is said in an update counts: a message when it was written, a tap when Telegram was last heard before it.
ALTER TABLE inbox ADD COLUMN counts_at REAL;
