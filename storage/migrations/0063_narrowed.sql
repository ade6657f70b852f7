-- What staff have chosen for a borger of a list that is written in a method's file: the ids of its things, as JSON.
CREATE TABLE narrowed (
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  dialog_id TEXT NOT NULL,
  list TEXT NOT NULL,
  items TEXT NOT NULL,
  by_id INTEGER NOT NULL,
  at REAL NOT NULL,
  PRIMARY KEY (borger_id, dialog_id, list)
);
