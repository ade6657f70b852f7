-- From whom an update is, so that those whom the house knows come first; how often the process began with it; and why
-- one was put aside. What was put aside before is known to belong to somebody by where it came from, as far as it says.
ALTER TABLE inbox ADD COLUMN chat_id INTEGER;
ALTER TABLE inbox ADD COLUMN stranger INTEGER NOT NULL DEFAULT 0;
ALTER TABLE inbox ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
ALTER TABLE inbox ADD COLUMN reason TEXT NOT NULL DEFAULT '';
UPDATE inbox SET chat_id = (
  SELECT p.chat_id FROM person p WHERE p.chat_id IN (
    SELECT value FROM json_tree(iif(json_valid(inbox.body), inbox.body, '{}')) WHERE key = 'id' AND type = 'integer'
  )
) WHERE body <> '';
UPDATE inbox SET body = '' WHERE status = 'failed' AND chat_id IS NULL;
DROP INDEX inbox_new;
CREATE INDEX inbox_waiting ON inbox (stranger, update_id) WHERE status = 'new';
CREATE INDEX inbox_by_chat ON inbox (chat_id) WHERE chat_id IS NOT NULL;
CREATE INDEX inbox_put_aside ON inbox (stranger, received_at, update_id) WHERE status = 'failed';
