-- What kinds and states there are grows with what the house can do, and a CHECK cannot be changed without copying the
-- whole table. So the types of the code that writes say what is allowed, and these tables are made anew without. A CHECK
-- stays where nothing can be added: somebody's role, what came of a question, whose an answer is, and whether an
-- invitation was taken. Each table goes on counting where it was: a number must not come back, for the button of an old
-- message may hold it.

CREATE TABLE person_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  role TEXT NOT NULL CHECK (role IN ('borger', 'staff', 'leader')),
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
CREATE TRIGGER person_goes BEFORE DELETE ON person
BEGIN
  DELETE FROM sent_file WHERE key IN (SELECT key FROM sent_file_of WHERE borger_id = OLD.id);
  INSERT INTO erasure VALUES (OLD.id, OLD.created_at);
END;

CREATE TABLE session_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  about_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  dialog_id TEXT NOT NULL,
  version TEXT NOT NULL REFERENCES dialog_version,
  topic TEXT,
  state TEXT NOT NULL,
  status TEXT NOT NULL,
  shares INTEGER NOT NULL DEFAULT 1,
  awaits_words INTEGER NOT NULL DEFAULT 0,
  surface_id INTEGER REFERENCES surface ON DELETE SET NULL,
  target TEXT NOT NULL DEFAULT '',
  opened_at REAL NOT NULL,
  closed_at REAL,
  provenance TEXT NOT NULL DEFAULT 'self' CHECK (provenance IN ('self', 'helped', 'observed')),
  shared_at REAL
);
INSERT INTO session_new
  (id, person_id, about_id, dialog_id, version, topic, state, status, shares, awaits_words, surface_id, target,
  opened_at, closed_at, provenance, shared_at)
  SELECT id, person_id, about_id, dialog_id, version, topic, state, status, shares, awaits_words, surface_id, target,
  opened_at, closed_at, provenance, shared_at FROM session;
DELETE FROM sqlite_sequence WHERE name = 'session_new';
INSERT INTO sqlite_sequence SELECT 'session_new', seq FROM sqlite_sequence WHERE name = 'session';
DROP TABLE session;
ALTER TABLE session_new RENAME TO session;
CREATE INDEX session_open ON session (person_id) WHERE status = 'open';
CREATE INDEX session_awaiting_words ON session (person_id) WHERE awaits_words = 1;
CREATE INDEX session_by_person ON session (person_id, dialog_id);
CREATE INDEX session_by_about ON session (about_id, opened_at);
CREATE INDEX session_by_surface ON session (surface_id) WHERE surface_id IS NOT NULL;
CREATE INDEX session_by_age ON session (opened_at);

CREATE TABLE media_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  borger_id INTEGER REFERENCES person ON DELETE CASCADE,
  kind TEXT NOT NULL,
  unique_id TEXT NOT NULL,
  file_id TEXT NOT NULL,
  seconds INTEGER NOT NULL DEFAULT 0,
  body BLOB,
  next_try REAL,
  tries INTEGER NOT NULL DEFAULT 0,
  UNIQUE (borger_id, unique_id)
);
INSERT INTO media_new
  (id, borger_id, kind, unique_id, file_id, seconds, body, next_try, tries)
  SELECT id, borger_id, kind, unique_id, file_id, seconds, body, next_try, tries FROM media;
DELETE FROM sqlite_sequence WHERE name = 'media_new';
INSERT INTO sqlite_sequence SELECT 'media_new', seq FROM sqlite_sequence WHERE name = 'media';
DROP TABLE media;
ALTER TABLE media_new RENAME TO media;
CREATE INDEX media_wanted ON media (next_try) WHERE next_try IS NOT NULL;

CREATE TABLE schedule_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  kind TEXT NOT NULL,
  dialog_id TEXT NOT NULL DEFAULT '',
  plan TEXT NOT NULL,
  set_at REAL NOT NULL DEFAULT 0,
  UNIQUE (person_id, kind, dialog_id)
);
INSERT INTO schedule_new
  (id, person_id, kind, dialog_id, plan, set_at)
  SELECT id, person_id, kind, dialog_id, plan, set_at FROM schedule;
DELETE FROM sqlite_sequence WHERE name = 'schedule_new';
INSERT INTO sqlite_sequence SELECT 'schedule_new', seq FROM sqlite_sequence WHERE name = 'schedule';
DROP TABLE schedule;
ALTER TABLE schedule_new RENAME TO schedule;

CREATE TABLE occurrence_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  schedule_id INTEGER REFERENCES schedule ON DELETE CASCADE,
  activity_id INTEGER REFERENCES activity ON DELETE CASCADE,
  lead TEXT NOT NULL DEFAULT '',
  due_at REAL NOT NULL,
  decided_at REAL NOT NULL,
  status TEXT NOT NULL,
  session_id INTEGER REFERENCES session ON DELETE SET NULL,
  reminder_id INTEGER REFERENCES reminder ON DELETE SET NULL,
  UNIQUE (schedule_id, due_at),
  UNIQUE (activity_id, lead, due_at)
);
INSERT INTO occurrence_new
  (id, person_id, schedule_id, activity_id, lead, due_at, decided_at, status, session_id, reminder_id)
  SELECT id, person_id, schedule_id, activity_id, lead, due_at, decided_at, status, session_id, reminder_id FROM
  occurrence;
DELETE FROM sqlite_sequence WHERE name = 'occurrence_new';
INSERT INTO sqlite_sequence SELECT 'occurrence_new', seq FROM sqlite_sequence WHERE name = 'occurrence';
DROP TABLE occurrence;
ALTER TABLE occurrence_new RENAME TO occurrence;
CREATE INDEX occurrence_of_person ON occurrence (person_id, due_at);
CREATE INDEX occurrence_at ON occurrence (due_at);
CREATE INDEX occurrence_of_session ON occurrence (session_id) WHERE session_id IS NOT NULL;
CREATE INDEX occurrence_of_reminder ON occurrence (reminder_id) WHERE reminder_id IS NOT NULL;

CREATE TABLE timer_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  due_at REAL NOT NULL,
  kind TEXT NOT NULL,
  session_id INTEGER REFERENCES session ON DELETE CASCADE,
  talk_id INTEGER REFERENCES talk ON DELETE CASCADE,
  reminder_id INTEGER REFERENCES reminder ON DELETE CASCADE
);
INSERT INTO timer_new
  (id, due_at, kind, session_id, talk_id, reminder_id)
  SELECT id, due_at, kind, session_id, talk_id, reminder_id FROM timer;
DELETE FROM sqlite_sequence WHERE name = 'timer_new';
INSERT INTO sqlite_sequence SELECT 'timer_new', seq FROM sqlite_sequence WHERE name = 'timer';
DROP TABLE timer;
ALTER TABLE timer_new RENAME TO timer;
CREATE INDEX timer_at ON timer (due_at);
CREATE INDEX timer_of_session ON timer (session_id) WHERE session_id IS NOT NULL;
CREATE INDEX timer_of_talk ON timer (talk_id) WHERE talk_id IS NOT NULL;
CREATE INDEX timer_of_reminder ON timer (reminder_id) WHERE reminder_id IS NOT NULL;

CREATE TABLE follow_up_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  staff_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  summary_id INTEGER REFERENCES summary ON DELETE SET NULL,
  kind TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  at REAL NOT NULL,
  done_at REAL
);
INSERT INTO follow_up_new
  (id, borger_id, staff_id, summary_id, kind, note, at, done_at)
  SELECT id, borger_id, staff_id, summary_id, kind, note, at, done_at FROM follow_up;
DELETE FROM sqlite_sequence WHERE name = 'follow_up_new';
INSERT INTO sqlite_sequence SELECT 'follow_up_new', seq FROM sqlite_sequence WHERE name = 'follow_up';
DROP TABLE follow_up;
ALTER TABLE follow_up_new RENAME TO follow_up;
CREATE INDEX follow_up_open ON follow_up (id) WHERE done_at IS NULL AND kind = 'follow_up';
CREATE INDEX follow_up_by_borger ON follow_up (borger_id);
CREATE INDEX follow_up_by_staff ON follow_up (staff_id);
CREATE INDEX follow_up_by_summary ON follow_up (summary_id) WHERE summary_id IS NOT NULL;
CREATE UNIQUE INDEX follow_up_seen_once ON follow_up (summary_id) WHERE kind = 'seen';

CREATE TABLE inbox_new (
  id INTEGER PRIMARY KEY,
  update_id INTEGER NOT NULL,
  digest TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'new',
  received_at REAL NOT NULL,
  counts_at REAL,
  chat_id INTEGER,
  stranger INTEGER NOT NULL DEFAULT 0,
  tries INTEGER NOT NULL DEFAULT 0,
  reason TEXT NOT NULL DEFAULT ''
);
INSERT INTO inbox_new
  (id, update_id, digest, body, status, received_at, counts_at, chat_id, stranger, tries, reason)
  SELECT id, update_id, digest, body, status, received_at, counts_at, chat_id, stranger, tries, reason FROM inbox;
DROP TABLE inbox;
ALTER TABLE inbox_new RENAME TO inbox;
CREATE UNIQUE INDEX inbox_by_number ON inbox (update_id, digest);
CREATE INDEX inbox_to_handle ON inbox (stranger, id) WHERE status = 'new';
CREATE INDEX inbox_of_chat ON inbox (chat_id) WHERE chat_id IS NOT NULL;
CREATE INDEX inbox_failed ON inbox (stranger, received_at, id) WHERE status = 'failed';

CREATE TABLE outbox_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  chat_id INTEGER NOT NULL,
  lane INTEGER NOT NULL,
  action TEXT NOT NULL,
  surface_id INTEGER REFERENCES surface ON DELETE CASCADE,
  payload TEXT NOT NULL,
  edition INTEGER NOT NULL DEFAULT 1,
  not_before REAL NOT NULL,
  expires_at REAL NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL DEFAULT 'waiting',
  error TEXT NOT NULL DEFAULT '',
  lost INTEGER NOT NULL DEFAULT 0
);
INSERT INTO outbox_new
  (id, chat_id, lane, action, surface_id, payload, edition, not_before, expires_at, tries, state, error, lost)
  SELECT id, chat_id, lane, action, surface_id, payload, edition, not_before, expires_at, tries, state, error, lost
  FROM outbox;
DELETE FROM sqlite_sequence WHERE name = 'outbox_new';
INSERT INTO sqlite_sequence SELECT 'outbox_new', seq FROM sqlite_sequence WHERE name = 'outbox';
DROP TABLE outbox;
ALTER TABLE outbox_new RENAME TO outbox;
CREATE INDEX outbox_waiting ON outbox (lane, id) WHERE state = 'waiting';
CREATE INDEX outbox_next ON outbox (not_before) WHERE state = 'waiting';
CREATE INDEX outbox_by_chat ON outbox (chat_id, lane, id);
CREATE INDEX outbox_by_surface ON outbox (surface_id) WHERE surface_id IS NOT NULL;
CREATE INDEX outbox_failed ON outbox (not_before) WHERE state = 'failed';

CREATE TABLE activity_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  batch INTEGER NOT NULL,
  kind TEXT NOT NULL,
  plan TEXT NOT NULL,
  photo_id INTEGER REFERENCES media ON DELETE SET NULL,
  made_by INTEGER NOT NULL,
  made_at REAL NOT NULL,
  set_at REAL NOT NULL,
  ended_at REAL
);
INSERT INTO activity_new
  (id, borger_id, batch, kind, plan, photo_id, made_by, made_at, set_at, ended_at)
  SELECT id, borger_id, batch, kind, plan, photo_id, made_by, made_at, set_at, ended_at FROM activity;
DELETE FROM sqlite_sequence WHERE name = 'activity_new';
INSERT INTO sqlite_sequence SELECT 'activity_new', seq FROM sqlite_sequence WHERE name = 'activity';
DROP TABLE activity;
ALTER TABLE activity_new RENAME TO activity;
CREATE INDEX activity_by_borger ON activity (borger_id);
CREATE INDEX activity_by_batch ON activity (batch);
CREATE INDEX activity_by_photo ON activity (photo_id) WHERE photo_id IS NOT NULL;

CREATE TABLE reminder_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  activity_id INTEGER NOT NULL REFERENCES activity ON DELETE CASCADE,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  slot TEXT NOT NULL,
  lead TEXT NOT NULL,
  starts_at REAL NOT NULL,
  state TEXT NOT NULL,
  surface_id INTEGER REFERENCES surface ON DELETE SET NULL,
  sent_at REAL NOT NULL,
  answered_at REAL
);
INSERT INTO reminder_new
  (id, activity_id, borger_id, slot, lead, starts_at, state, surface_id, sent_at, answered_at)
  SELECT id, activity_id, borger_id, slot, lead, starts_at, state, surface_id, sent_at, answered_at FROM reminder;
DELETE FROM sqlite_sequence WHERE name = 'reminder_new';
INSERT INTO sqlite_sequence SELECT 'reminder_new', seq FROM sqlite_sequence WHERE name = 'reminder';
DROP TABLE reminder;
ALTER TABLE reminder_new RENAME TO reminder;
CREATE INDEX reminder_by_activity ON reminder (activity_id, slot);
CREATE INDEX reminder_by_borger ON reminder (borger_id, sent_at);
CREATE INDEX reminder_by_surface ON reminder (surface_id) WHERE surface_id IS NOT NULL;
CREATE INDEX reminder_by_age ON reminder (starts_at);

CREATE TABLE proposal_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  kind TEXT NOT NULL,
  activity_id INTEGER REFERENCES activity ON DELETE CASCADE,
  slot TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL,
  pictogram TEXT NOT NULL DEFAULT '',
  day TEXT NOT NULL,
  at TEXT NOT NULL,
  session_id INTEGER REFERENCES session ON DELETE CASCADE,
  item TEXT NOT NULL DEFAULT '',
  made_at REAL NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  answered_by INTEGER,
  answered_at REAL
);
INSERT INTO proposal_new
  (id, borger_id, kind, activity_id, slot, title, pictogram, day, at, session_id, item, made_at, state, reason,
  answered_by, answered_at)
  SELECT id, borger_id, kind, activity_id, slot, title, pictogram, day, at, session_id, item, made_at, state, reason,
  answered_by, answered_at FROM proposal;
DELETE FROM sqlite_sequence WHERE name = 'proposal_new';
INSERT INTO sqlite_sequence SELECT 'proposal_new', seq FROM sqlite_sequence WHERE name = 'proposal';
DROP TABLE proposal;
ALTER TABLE proposal_new RENAME TO proposal;
CREATE INDEX proposal_by_borger ON proposal (borger_id, state);
CREATE INDEX proposal_by_activity ON proposal (activity_id) WHERE activity_id IS NOT NULL;
CREATE INDEX proposal_by_session ON proposal (session_id) WHERE session_id IS NOT NULL;

CREATE TABLE duty_new (
  staff_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  day TEXT NOT NULL,
  shift TEXT NOT NULL,
  PRIMARY KEY (staff_id, day, shift)
) WITHOUT ROWID;
INSERT INTO duty_new (staff_id, day, shift) SELECT staff_id, day, shift FROM duty;
DROP TABLE duty;
ALTER TABLE duty_new RENAME TO duty;
CREATE INDEX duty_by_day ON duty (day);
