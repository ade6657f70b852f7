-- What a list of earlier answers holds: which answers have named a thing that a session goes through or offers. Whoever may
-- not read one of them reads nothing that names the thing. An answer that is let go of leaves its number, so that what was
-- kept from somebody stays so.
CREATE TABLE thing_from (
  session_id INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
  item TEXT NOT NULL,
  answer_id INTEGER NOT NULL,
  PRIMARY KEY (session_id, item, answer_id)
) WITHOUT ROWID;
