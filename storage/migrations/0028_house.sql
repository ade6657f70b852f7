-- The house itself stands among people, with a role of its own, once something is about it: what staff write about no
-- borger at all. So it goes by all that goes by a person, and no query for borgere finds it. The table is made anew for
-- its CHECK, and goes on counting where it was.
CREATE TABLE person_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  role TEXT NOT NULL CHECK (role IN ('borger', 'staff', 'leader', 'house')),
  name TEXT NOT NULL,
  profile TEXT NOT NULL,
  state TEXT NOT NULL,
  chat_id INTEGER UNIQUE,
  unreachable_since REAL,
  created_at REAL NOT NULL,
  commands TEXT NOT NULL DEFAULT ''
);
INSERT INTO person_new
  (id, role, name, profile, state, chat_id, unreachable_since, created_at, commands)
  SELECT id, role, name, profile, state, chat_id, unreachable_since, created_at, commands FROM person;
DELETE FROM sqlite_sequence WHERE name = 'person_new';
INSERT INTO sqlite_sequence SELECT 'person_new', seq FROM sqlite_sequence WHERE name = 'person';
DROP TABLE person;
ALTER TABLE person_new RENAME TO person;
CREATE INDEX person_by_role ON person (role);
CREATE UNIQUE INDEX person_one_house ON person (role) WHERE role = 'house';
CREATE TRIGGER person_goes BEFORE DELETE ON person
BEGIN
  DELETE FROM sent_file WHERE key IN (SELECT key FROM sent_file_of WHERE borger_id = OLD.id);
  INSERT INTO erasure VALUES (OLD.id, OLD.created_at);
END;
