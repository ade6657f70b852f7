-- What lists are made of and dialogs are about: a borger's goals, wishes, people. All else about one are answers of
-- sessions about it. `made_by` is a person's id and no reference: what somebody made outlives their leaving.
CREATE TABLE entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  pictogram TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL,
  session_id INTEGER REFERENCES session ON DELETE SET NULL,
  step TEXT NOT NULL DEFAULT '',
  item TEXT NOT NULL DEFAULT '',
  topic TEXT NOT NULL,
  made_by INTEGER NOT NULL,
  made_at REAL NOT NULL,
  state_at REAL NOT NULL
);
CREATE INDEX entry_by_borger ON entry (borger_id, kind);
CREATE INDEX entry_by_session ON entry (session_id) WHERE session_id IS NOT NULL;
ALTER TABLE session ADD COLUMN entry_id INTEGER REFERENCES entry ON DELETE CASCADE;
CREATE INDEX session_by_entry ON session (entry_id) WHERE entry_id IS NOT NULL;
