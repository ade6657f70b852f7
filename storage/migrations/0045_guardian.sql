-- Who decides with a borger by law (værge, samværge), as staff have noted it: the name, and what it is about.
CREATE TABLE guardian (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  covers TEXT NOT NULL,
  noted_by INTEGER REFERENCES person ON DELETE SET NULL,
  noted_at REAL NOT NULL
);
CREATE INDEX guardian_of ON guardian (borger_id);
CREATE INDEX guardian_noted_by ON guardian (noted_by) WHERE noted_by IS NOT NULL;
