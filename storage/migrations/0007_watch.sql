-- What staff are told of once grows: the kinds of it are no fixed set any more.
CREATE TABLE watch_new (
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  what TEXT NOT NULL,
  since REAL NOT NULL,
  told_at REAL NOT NULL,
  PRIMARY KEY (borger_id, what)
) WITHOUT ROWID;
INSERT INTO watch_new SELECT borger_id, what, since, told_at FROM watch;
DROP TABLE watch;
ALTER TABLE watch_new RENAME TO watch;
