-- The messages a borger has written of late, by their numbers alone: what they can have taken out of their chat.
CREATE TABLE written (
  person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  message_id INTEGER NOT NULL,
  at REAL NOT NULL,
  PRIMARY KEY (person_id, message_id)
) WITHOUT ROWID;
CREATE INDEX written_at ON written (at);
INSERT OR IGNORE INTO written (person_id, message_id, at)
  SELECT borger_id, message_id, said_at FROM answer WHERE message_id > 0 AND provenance = 'self';
