-- What a borger shows to nobody of a sitting that is shared otherwise: the answer to one question, however it is corrected.
-- `released_at` is since when others may read it after all, NULL while it counts from when it was said.
CREATE TABLE held_back (
  session_id INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  step TEXT NOT NULL,
  item TEXT NOT NULL,
  held INTEGER NOT NULL,
  held_at REAL NOT NULL,
  released_at REAL,
  PRIMARY KEY (session_id, step, item)
) WITHOUT ROWID;
CREATE INDEX held_back_by_borger ON held_back (borger_id, released_at);
