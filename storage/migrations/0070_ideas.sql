-- Ideas for the house. One without a name has no borger, and nothing that was made with it says whose it is: of when it
-- was said only the day is kept.
CREATE TABLE idea (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  borger_id INTEGER REFERENCES person ON DELETE CASCADE,
  day TEXT NOT NULL,
  to_leader INTEGER NOT NULL,
  about TEXT NOT NULL,
  what TEXT NOT NULL,
  media_id INTEGER REFERENCES media ON DELETE SET NULL,
  noted INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL DEFAULT 'waiting',
  answer TEXT NOT NULL DEFAULT '',
  answered_by INTEGER REFERENCES person ON DELETE SET NULL,
  went TEXT NOT NULL DEFAULT ''
);
CREATE INDEX idea_by_borger ON idea (borger_id) WHERE borger_id IS NOT NULL;
CREATE INDEX idea_by_media ON idea (media_id) WHERE media_id IS NOT NULL;
CREATE INDEX idea_by_answerer ON idea (answered_by) WHERE answered_by IS NOT NULL;
CREATE TABLE idea_support (
  idea_id INTEGER NOT NULL REFERENCES idea ON DELETE CASCADE,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  PRIMARY KEY (idea_id, borger_id)
);
CREATE INDEX idea_support_by_borger ON idea_support (borger_id);
