-- A reader is a person or, where `reader_id` is NULL, everybody at work. What is given to somebody who was `chosen` counts
-- whoever they are; all else, as everything that was given before, counts while they are the borger's contact person.
CREATE TABLE grants_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  reader_id INTEGER REFERENCES person ON DELETE CASCADE,
  chosen INTEGER NOT NULL DEFAULT 0,
  topic TEXT NOT NULL,
  allowed INTEGER NOT NULL,
  at REAL NOT NULL
);
INSERT INTO grants_new (id, borger_id, reader_id, topic, allowed, at)
  SELECT id, borger_id, reader_id, topic, allowed, at FROM grants;
DELETE FROM sqlite_sequence WHERE name = 'grants_new';
INSERT INTO sqlite_sequence SELECT 'grants_new', seq FROM sqlite_sequence WHERE name = 'grants';
DROP TABLE grants;
ALTER TABLE grants_new RENAME TO grants;
CREATE INDEX grants_by_pair ON grants (borger_id, reader_id, topic, id);
CREATE INDEX grants_by_reader ON grants (reader_id);
