-- An update is told from another of the same number by a keyed hash of what is in it (empty: not known, then any of that
-- number is this one); from whom it is, so that those whom the house knows come first; how often the process began with
-- it; and why one was put aside. What was put aside before is known to belong to somebody by where it came from, as far
-- as it says.
CREATE TABLE inbox_anew (
  id INTEGER PRIMARY KEY,
  update_id INTEGER NOT NULL,
  digest TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'new',
  received_at REAL NOT NULL,
  chat_id INTEGER,
  stranger INTEGER NOT NULL DEFAULT 0,
  tries INTEGER NOT NULL DEFAULT 0,
  reason TEXT NOT NULL DEFAULT ''
);
INSERT INTO inbox_anew (update_id, body, status, received_at)
  SELECT update_id, body, status, received_at FROM inbox ORDER BY update_id;
DROP TABLE inbox;
ALTER TABLE inbox_anew RENAME TO inbox;
UPDATE inbox SET chat_id = (
  SELECT p.chat_id FROM person p WHERE p.chat_id IN (
    SELECT value FROM json_tree(iif(json_valid(inbox.body), inbox.body, '{}')) WHERE key = 'id' AND type = 'integer'
  )
) WHERE body <> '';
UPDATE inbox SET body = '' WHERE status = 'failed' AND chat_id IS NULL;
CREATE UNIQUE INDEX inbox_by_number ON inbox (update_id, digest);
CREATE INDEX inbox_waiting ON inbox (stranger, id) WHERE status = 'new';
CREATE INDEX inbox_by_chat ON inbox (chat_id) WHERE chat_id IS NOT NULL;
CREATE INDEX inbox_put_aside ON inbox (stranger, received_at, id) WHERE status = 'failed';
