-- Who wants to see what helps them as the first thing after an answer that is a low one, since when.
CREATE TABLE help_first (
  borger_id INTEGER PRIMARY KEY REFERENCES person ON DELETE CASCADE,
  at REAL NOT NULL
);
