-- What somebody owes somebody by a day: what staff follow up on, and what a borger or a sitting asks for. `owner` is who
-- owes it; `session_id`, `step`, `item` and `choice` name the answer it came from.
CREATE TABLE task (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  kind TEXT NOT NULL,
  owner TEXT NOT NULL,
  what TEXT NOT NULL,
  pictogram TEXT NOT NULL DEFAULT '',
  due TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL,
  made_at REAL NOT NULL,
  session_id INTEGER REFERENCES session ON DELETE CASCADE,
  step TEXT NOT NULL DEFAULT '',
  item TEXT NOT NULL DEFAULT '',
  choice TEXT NOT NULL DEFAULT '',
  summary_id INTEGER REFERENCES summary ON DELETE SET NULL,
  taken_by INTEGER REFERENCES person ON DELETE SET NULL,
  answer TEXT NOT NULL DEFAULT '',
  done_at REAL
);
INSERT INTO task (id, borger_id, kind, owner, what, state, made_at, summary_id, taken_by, done_at)
  SELECT id, borger_id, 'follow_up', 'staff', note, iif(done_at IS NULL, 'taken', 'told'), at, summary_id, staff_id, done_at
  FROM follow_up WHERE kind = 'follow_up';
DELETE FROM sqlite_sequence WHERE name = 'task';
INSERT INTO sqlite_sequence SELECT 'task', seq FROM sqlite_sequence WHERE name = 'follow_up';
CREATE INDEX task_open ON task (id) WHERE done_at IS NULL;
CREATE INDEX task_by_borger ON task (borger_id);
CREATE INDEX task_by_staff ON task (taken_by) WHERE taken_by IS NOT NULL;
CREATE INDEX task_by_summary ON task (summary_id) WHERE summary_id IS NOT NULL;
CREATE INDEX task_by_session ON task (session_id) WHERE session_id IS NOT NULL;

-- That a reader has seen a summary, and has said so to the borger.
CREATE TABLE seen (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  staff_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  summary_id INTEGER UNIQUE REFERENCES summary ON DELETE SET NULL,
  at REAL NOT NULL
);
INSERT INTO seen (id, borger_id, staff_id, summary_id, at)
  SELECT id, borger_id, staff_id, summary_id, at FROM follow_up WHERE kind = 'seen';
CREATE INDEX seen_by_borger ON seen (borger_id);
CREATE INDEX seen_by_staff ON seen (staff_id);
DROP TABLE follow_up;

ALTER TABLE timer ADD COLUMN task_id INTEGER REFERENCES task ON DELETE CASCADE;
CREATE INDEX timer_by_task ON timer (task_id) WHERE task_id IS NOT NULL;

-- What staff have written about somebody for themselves has no topic that the borger could share.
CREATE INDEX session_of_staff ON session (about_id) WHERE topic IS NULL AND provenance = 'observed';
