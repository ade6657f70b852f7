-- A call of a borger's is for a talk, or for somebody to read now what they said in a sitting. Of whom it is told to, it is
-- noted when they opened it.
ALTER TABLE talk ADD COLUMN kind TEXT NOT NULL DEFAULT 'talk';
ALTER TABLE talk ADD COLUMN session_id INTEGER REFERENCES session ON DELETE CASCADE;
ALTER TABLE talk_call ADD COLUMN seen_at REAL;
CREATE INDEX talk_by_session ON talk (session_id) WHERE session_id IS NOT NULL;
DROP INDEX talk_open;
CREATE UNIQUE INDEX talk_one_open ON talk (borger_id) WHERE kind = 'talk' AND closed_at IS NULL AND taken_by IS NULL;
