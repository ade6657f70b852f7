-- What the bot starts towards one person comes from one agenda. `done_until` is how far it has been done, `next_due`
-- when to look at it again, `rhythm` the person's quiet hours and breaks.
CREATE TABLE agenda (
  person_id INTEGER PRIMARY KEY REFERENCES person ON DELETE CASCADE,
  rhythm TEXT NOT NULL,
  done_until REAL NOT NULL,
  next_due REAL
);
CREATE INDEX agenda_due ON agenda (next_due) WHERE next_due IS NOT NULL;
INSERT INTO agenda SELECT s.person_id, json_object(
    'quiet', json(max(json_extract(s.plan, '$.quiet'))), 'paused_until', max(json_extract(s.plan, '$.paused_until'))),
  coalesce(min(s.next_due) - 0.001, unixepoch()), min(s.next_due) FROM schedule s GROUP BY s.person_id;
UPDATE schedule SET plan = json_remove(plan, '$.quiet', '$.paused_until');
ALTER TABLE schedule ADD COLUMN set_at REAL NOT NULL DEFAULT 0;
UPDATE schedule SET set_at = coalesce(next_due - 0.001, unixepoch());
DROP INDEX schedule_due;
ALTER TABLE schedule DROP COLUMN next_due;

-- What stands in a borger's week. There is a row for each borger; those planned together have the same `batch`.
-- `plan` holds what, where, with whom and when; `kind` 'own' is a borger's own reminder.
CREATE TABLE activity (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  batch INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('activity', 'appointment', 'own')),
  plan TEXT NOT NULL,
  photo_id INTEGER REFERENCES media ON DELETE SET NULL,
  made_by INTEGER NOT NULL,
  made_at REAL NOT NULL,
  set_at REAL NOT NULL,
  ended_at REAL
);
CREATE INDEX activity_by_borger ON activity (borger_id);
CREATE INDEX activity_by_batch ON activity (batch);
CREATE INDEX activity_by_photo ON activity (photo_id) WHERE photo_id IS NOT NULL;

-- One occurrence that is not as its series has it. `slot` is the local day the series puts it on.
CREATE TABLE activity_change (
  activity_id INTEGER NOT NULL REFERENCES activity ON DELETE CASCADE,
  slot TEXT NOT NULL,
  body TEXT NOT NULL,
  by_id INTEGER NOT NULL,
  at REAL NOT NULL,
  PRIMARY KEY (activity_id, slot)
) WITHOUT ROWID;

-- A reminder in a borger's chat and what they said to it.
CREATE TABLE reminder (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  activity_id INTEGER NOT NULL REFERENCES activity ON DELETE CASCADE,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  slot TEXT NOT NULL,
  lead TEXT NOT NULL,
  starts_at REAL NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'ok', 'snoozed', 'moving', 'moved', 'not_today', 'over')),
  surface_id INTEGER REFERENCES surface ON DELETE SET NULL,
  sent_at REAL NOT NULL,
  answered_at REAL
);
CREATE INDEX reminder_by_activity ON reminder (activity_id, slot);
CREATE INDEX reminder_by_borger ON reminder (borger_id, sent_at);
CREATE INDEX reminder_by_surface ON reminder (surface_id) WHERE surface_id IS NOT NULL;

-- What a borger would like to do, or to move, until staff have answered it. A wish goes with the answer it was said in,
-- for that is what tells who may see it.
CREATE TABLE proposal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('wish', 'move')),
  activity_id INTEGER REFERENCES activity ON DELETE CASCADE,
  slot TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL,
  pictogram TEXT NOT NULL DEFAULT '',
  day TEXT NOT NULL,
  at TEXT NOT NULL,
  session_id INTEGER REFERENCES session ON DELETE CASCADE,
  item TEXT NOT NULL DEFAULT '',
  made_at REAL NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'confirmed', 'changed', 'declined', 'withdrawn')),
  reason TEXT NOT NULL DEFAULT '',
  answered_by INTEGER,
  answered_at REAL
);
CREATE INDEX proposal_by_borger ON proposal (borger_id, state);
CREATE INDEX proposal_by_activity ON proposal (activity_id) WHERE activity_id IS NOT NULL;
CREATE INDEX proposal_by_session ON proposal (session_id) WHERE session_id IS NOT NULL;

-- Who has been told of a proposal, so that they are told once.
CREATE TABLE proposal_told (
  proposal_id INTEGER NOT NULL REFERENCES proposal ON DELETE CASCADE,
  reader_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  PRIMARY KEY (proposal_id, reader_id)
) WITHOUT ROWID;
CREATE INDEX proposal_told_by_reader ON proposal_told (reader_id);

-- Where a member of staff has a borger's proposals on their phone: the list, or with `proposal_id` one of it.
CREATE TABLE proposal_view (
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  reader_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  surface_id INTEGER NOT NULL REFERENCES surface ON DELETE CASCADE,
  proposal_id INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (borger_id, reader_id)
) WITHOUT ROWID;
CREATE INDEX proposal_view_by_reader ON proposal_view (reader_id);
CREATE INDEX proposal_view_by_surface ON proposal_view (surface_id);

-- What staff note about a borger: theirs, and never among the answers.
CREATE TABLE staff_note (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  staff_id INTEGER NOT NULL,
  words TEXT NOT NULL,
  at REAL NOT NULL
);
CREATE INDEX staff_note_by_borger ON staff_note (borger_id, at);

-- A borger's page on a reader's phone: which part of it, and which sheet of that, stands on which surface.
CREATE TABLE page (
  reader_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  view TEXT NOT NULL,
  sheet INTEGER NOT NULL,
  at REAL NOT NULL,
  surface_id INTEGER REFERENCES surface ON DELETE SET NULL,
  PRIMARY KEY (reader_id, borger_id)
) WITHOUT ROWID;
CREATE INDEX page_by_borger ON page (borger_id);
CREATE INDEX page_by_surface ON page (surface_id) WHERE surface_id IS NOT NULL;

-- Who is on duty: a local day and a shift.
CREATE TABLE duty (
  staff_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  day TEXT NOT NULL,
  shift TEXT NOT NULL CHECK (shift IN ('day', 'evening', 'night')),
  PRIMARY KEY (staff_id, day, shift)
) WITHOUT ROWID;
CREATE INDEX duty_by_day ON duty (day);

-- What staff have been told of a borger, so that they are told once: it lasts since `since`.
CREATE TABLE watch (
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  what TEXT NOT NULL CHECK (what IN ('unreachable', 'failed', 'silent')),
  since REAL NOT NULL,
  told_at REAL NOT NULL,
  PRIMARY KEY (borger_id, what)
) WITHOUT ROWID;

CREATE INDEX outbox_failed ON outbox (not_before) WHERE state = 'failed';

-- Whose answers a session holds: the borger's own, given with help, or what staff observed.
ALTER TABLE session ADD COLUMN provenance TEXT NOT NULL DEFAULT 'self'
  CHECK (provenance IN ('self', 'helped', 'observed'));
-- From when others could first read it: it had ended, and its borger had not kept it to themself or did so no more.
ALTER TABLE session ADD COLUMN shared_at REAL;
UPDATE session SET shared_at = closed_at WHERE shares = 1;

-- The next three are made anew, for a column or a check cannot be changed in place.
-- What became of each thing the agenda had: (schedule, due) and (activity, lead, due) are there once.
CREATE TABLE occurrence_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  schedule_id INTEGER REFERENCES schedule ON DELETE CASCADE,
  activity_id INTEGER REFERENCES activity ON DELETE CASCADE,
  lead TEXT NOT NULL DEFAULT '',
  due_at REAL NOT NULL,
  decided_at REAL NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('asked', 'stale', 'unreachable', 'already', 'nothing', 'full')),
  session_id INTEGER REFERENCES session ON DELETE SET NULL,
  reminder_id INTEGER REFERENCES reminder ON DELETE SET NULL,
  UNIQUE (schedule_id, due_at),
  UNIQUE (activity_id, lead, due_at)
);
INSERT INTO occurrence_new (id, person_id, schedule_id, due_at, decided_at, status, session_id)
  SELECT id, person_id, schedule_id, due_at, due_at, status, session_id FROM occurrence;
DROP TABLE occurrence;
ALTER TABLE occurrence_new RENAME TO occurrence;
CREATE INDEX occurrence_of_person ON occurrence (person_id, due_at);
CREATE INDEX occurrence_at ON occurrence (due_at);
CREATE INDEX occurrence_of_session ON occurrence (session_id) WHERE session_id IS NOT NULL;
CREATE INDEX occurrence_of_reminder ON occurrence (reminder_id) WHERE reminder_id IS NOT NULL;

CREATE TABLE timer_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  due_at REAL NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('nudge', 'expire', 'talk', 'remind', 'unanswered')),
  session_id INTEGER REFERENCES session ON DELETE CASCADE,
  talk_id INTEGER REFERENCES talk ON DELETE CASCADE,
  reminder_id INTEGER REFERENCES reminder ON DELETE CASCADE
);
INSERT INTO timer_new (id, due_at, kind, session_id, talk_id) SELECT id, due_at, kind, session_id, talk_id FROM timer;
DROP TABLE timer;
ALTER TABLE timer_new RENAME TO timer;
CREATE INDEX timer_at ON timer (due_at);
CREATE INDEX timer_of_session ON timer (session_id) WHERE session_id IS NOT NULL;
CREATE INDEX timer_of_talk ON timer (talk_id) WHERE talk_id IS NOT NULL;
CREATE INDEX timer_of_reminder ON timer (reminder_id) WHERE reminder_id IS NOT NULL;

-- `borger_id` is NULL for a photo that staff gave an activity.
CREATE TABLE media_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  borger_id INTEGER REFERENCES person ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('voice', 'photo')),
  unique_id TEXT NOT NULL,
  file_id TEXT NOT NULL,
  seconds INTEGER NOT NULL DEFAULT 0,
  body BLOB,
  next_try REAL,
  tries INTEGER NOT NULL DEFAULT 0,
  UNIQUE (borger_id, unique_id)
);
INSERT INTO media_new SELECT * FROM media;
DROP TABLE media;
ALTER TABLE media_new RENAME TO media;
CREATE INDEX media_wanted ON media (next_try) WHERE next_try IS NOT NULL;

-- Own words that were sent to a reader by themselves: which answer stands on which surface.
ALTER TABLE surface ADD COLUMN answer_id INTEGER REFERENCES answer ON DELETE SET NULL;
CREATE INDEX surface_by_answer ON surface (answer_id) WHERE answer_id IS NOT NULL;
