-- An update is told from another of the same number by a keyed hash of what is in it (empty: not known, then any of that
-- number is this one). So a number may stand more than once, and rows have one of their own.
CREATE TABLE inbox_anew (
  id INTEGER PRIMARY KEY,
  update_id INTEGER NOT NULL,
  digest TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'done', 'failed')),
  received_at REAL NOT NULL,
  counts_at REAL,
  chat_id INTEGER,
  stranger INTEGER NOT NULL DEFAULT 0,
  tries INTEGER NOT NULL DEFAULT 0,
  reason TEXT NOT NULL DEFAULT ''
);
INSERT INTO inbox_anew (update_id, body, status, received_at, counts_at, chat_id, stranger, tries, reason)
  SELECT update_id, body, status, received_at, counts_at, chat_id, stranger, tries, reason FROM inbox
  ORDER BY update_id;
DROP TABLE inbox;
ALTER TABLE inbox_anew RENAME TO inbox;
CREATE UNIQUE INDEX inbox_by_number ON inbox (update_id, digest);
CREATE INDEX inbox_to_handle ON inbox (stranger, id) WHERE status = 'new';
CREATE INDEX inbox_of_chat ON inbox (chat_id) WHERE chat_id IS NOT NULL;
CREATE INDEX inbox_failed ON inbox (stranger, received_at, id) WHERE status = 'failed';
