-- Contact persons' own recordings of cards: what was said, for which question of which dialog, and the voice message. Whose
-- voice it is takes it along.
CREATE TABLE recording (
  language TEXT NOT NULL,
  words TEXT NOT NULL,
  dialog_id TEXT NOT NULL,
  step TEXT NOT NULL,
  media_id INTEGER NOT NULL REFERENCES media ON DELETE CASCADE,
  by_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  at REAL NOT NULL,
  PRIMARY KEY (language, words)
);
CREATE INDEX recording_by_media ON recording (media_id);
CREATE INDEX recording_by_person ON recording (by_id);
