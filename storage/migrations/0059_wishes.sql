-- What has become of a borger's wish: how staff answered it, what came of the answer, and what was planned from it.
ALTER TABLE task ADD COLUMN after_id INTEGER REFERENCES task ON DELETE SET NULL;
CREATE INDEX task_after ON task (after_id) WHERE after_id IS NOT NULL;
ALTER TABLE activity ADD COLUMN entry_id INTEGER REFERENCES entry ON DELETE SET NULL;
CREATE INDEX activity_of_entry ON activity (entry_id) WHERE entry_id IS NOT NULL;
-- How an entry looks is no more what the words say that made it, once the borger has picked it themself.
ALTER TABLE entry ADD COLUMN own_look INTEGER NOT NULL DEFAULT 0;
CREATE TABLE wish_answer (
  task_id INTEGER PRIMARY KEY REFERENCES task ON DELETE CASCADE,
  entry_id INTEGER NOT NULL REFERENCES entry ON DELETE CASCADE,
  way TEXT NOT NULL,
  said TEXT NOT NULL,
  smaller_id INTEGER REFERENCES entry ON DELETE SET NULL,
  again TEXT NOT NULL DEFAULT ''
);
CREATE INDEX wish_answer_by_entry ON wish_answer (entry_id);
CREATE INDEX wish_answer_by_smaller ON wish_answer (smaller_id) WHERE smaller_id IS NOT NULL;
