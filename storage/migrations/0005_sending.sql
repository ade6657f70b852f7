-- How often a row was sent in full and no reply came: it may have arrived, so it is sent once more and then no more.
ALTER TABLE outbox ADD COLUMN lost INTEGER NOT NULL DEFAULT 0;
-- A message that counts as sent though no reply ever came. It may be in the chat; nobody knows its number.
ALTER TABLE surface ADD COLUMN unsure INTEGER NOT NULL DEFAULT 0;
