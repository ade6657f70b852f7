-- Files sent before, by a keyed hash of what is on them (keyed by `secret`), and which borgere they show:
-- they go when one of them does. It is only a cache and begins anew.
DELETE FROM sent_file;
ALTER TABLE sent_file ADD COLUMN used_at REAL NOT NULL DEFAULT 0;
CREATE TABLE sent_file_of (
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  key TEXT NOT NULL,
  PRIMARY KEY (borger_id, key)
) WITHOUT ROWID;
CREATE TABLE secret (words TEXT NOT NULL);
INSERT INTO secret VALUES (lower(hex(randomblob(32))));

-- Copies of a borger's data that were written to files: named when the borger is erased, for no erasing reaches them.
CREATE TABLE written_copy (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  file TEXT NOT NULL,
  at REAL NOT NULL
);
CREATE INDEX written_copy_of ON written_copy (borger_id);

-- Who was taken out, until it stands in the ledger outside the database. `created_at` tells them from a later person of
-- the same number, should the database be restored.
CREATE TABLE erasure (person_id INTEGER NOT NULL, created_at REAL NOT NULL);
CREATE TRIGGER person_goes BEFORE DELETE ON person
BEGIN
  DELETE FROM sent_file WHERE key IN (SELECT key FROM sent_file_of WHERE borger_id = OLD.id);
  INSERT INTO erasure VALUES (OLD.id, OLD.created_at);
END;

-- What is let go of when it is old is found by its age.
CREATE INDEX session_by_age ON session (opened_at);
CREATE INDEX access_log_by_age ON access_log (at);
CREATE INDEX summary_by_age ON summary (until);
CREATE INDEX reminder_by_age ON reminder (starts_at);
