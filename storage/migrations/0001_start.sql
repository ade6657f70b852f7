-- All instants are UTC seconds since 1970 (REAL). A person's id outlives their name: erasing takes the row.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE person (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  role TEXT NOT NULL CHECK (role IN ('borger', 'staff', 'leader')),
  name TEXT NOT NULL,
  profile TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('invited', 'joining', 'active')),
  chat_id INTEGER UNIQUE,
  unreachable_since REAL,
  created_at REAL NOT NULL
);
CREATE INDEX person_by_role ON person (role);

CREATE TABLE contact (
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  staff_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  rank INTEGER NOT NULL,
  PRIMARY KEY (borger_id, staff_id)
) WITHOUT ROWID;
CREATE INDEX contact_by_staff ON contact (staff_id);

CREATE TABLE invitation (
  code_hash TEXT PRIMARY KEY,
  role TEXT NOT NULL,
  person_id INTEGER REFERENCES person ON DELETE SET NULL,
  created_at REAL NOT NULL,
  expires_at REAL NOT NULL,
  used_at REAL,
  outcome TEXT CHECK (outcome IN ('accepted', 'declined'))
) WITHOUT ROWID;
CREATE INDEX invitation_by_person ON invitation (person_id) WHERE person_id IS NOT NULL;

CREATE TABLE dialog_version (
  version TEXT PRIMARY KEY,
  dialog_id TEXT NOT NULL,
  body TEXT NOT NULL,
  first_used REAL NOT NULL
) WITHOUT ROWID;

-- One message in a chat that is edited in place. `kind` is what the message is now, NULL before it is first sent.
CREATE TABLE surface (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  chat_id INTEGER NOT NULL,
  message_id INTEGER,
  kind TEXT CHECK (kind IN ('text', 'photo')),
  sent_at REAL
);
CREATE INDEX surface_by_person ON surface (person_id);
CREATE INDEX surface_by_message ON surface (chat_id, message_id);
CREATE INDEX surface_by_age ON surface (sent_at) WHERE message_id IS NOT NULL;

CREATE TABLE session (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  about_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  dialog_id TEXT NOT NULL,
  version TEXT NOT NULL REFERENCES dialog_version,
  topic TEXT,
  state TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open', 'done', 'stopped', 'expired')),
  shares INTEGER NOT NULL DEFAULT 1,
  awaits_words INTEGER NOT NULL DEFAULT 0,
  surface_id INTEGER REFERENCES surface ON DELETE SET NULL,
  target TEXT NOT NULL DEFAULT '',
  opened_at REAL NOT NULL,
  closed_at REAL
);
CREATE INDEX session_open ON session (person_id) WHERE status = 'open';
CREATE INDEX session_awaiting_words ON session (person_id) WHERE awaits_words = 1;
CREATE INDEX session_by_person ON session (person_id, dialog_id);
CREATE INDEX session_by_about ON session (about_id, opened_at);
CREATE INDEX session_by_surface ON session (surface_id) WHERE surface_id IS NOT NULL;

-- Append-only: a correction is a new row that points at the old one. No cascade along `corrects` and `media_id`: a whole
-- session goes at once, and a cascade would follow a long chain of corrections deeper than SQLite allows.
CREATE TABLE answer (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  session_id INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  step TEXT NOT NULL,
  item TEXT NOT NULL DEFAULT '',
  outcome TEXT NOT NULL CHECK (outcome IN ('answered', 'dont_know', 'wont_say', 'skipped')),
  choices TEXT NOT NULL DEFAULT '[]',
  score REAL,
  words TEXT NOT NULL DEFAULT '',
  media_id INTEGER REFERENCES media,
  message_id INTEGER NOT NULL DEFAULT 0,
  provenance TEXT NOT NULL DEFAULT 'self' CHECK (provenance IN ('self', 'helped', 'observed')),
  said_at REAL NOT NULL,
  corrects INTEGER REFERENCES answer,
  UNIQUE (session_id, seq)
);
CREATE UNIQUE INDEX answer_corrected_once ON answer (corrects) WHERE corrects IS NOT NULL;
CREATE INDEX answer_by_borger ON answer (borger_id, said_at);
CREATE INDEX answer_by_media ON answer (media_id) WHERE media_id IS NOT NULL;
CREATE TRIGGER answer_is_never_changed BEFORE UPDATE ON answer
BEGIN SELECT RAISE(ABORT, 'answers are append-only'); END;

CREATE TABLE media (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('voice', 'photo')),
  unique_id TEXT NOT NULL,
  file_id TEXT NOT NULL,
  seconds INTEGER NOT NULL DEFAULT 0,
  body BLOB,
  next_try REAL,
  tries INTEGER NOT NULL DEFAULT 0,
  UNIQUE (borger_id, unique_id)
);
CREATE INDEX media_to_fetch ON media (next_try) WHERE next_try IS NOT NULL;

CREATE TABLE grants (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  reader_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  topic TEXT NOT NULL,
  allowed INTEGER NOT NULL,
  at REAL NOT NULL
);
CREATE INDEX grants_by_pair ON grants (borger_id, reader_id, topic, id);
CREATE INDEX grants_by_reader ON grants (reader_id);

CREATE TABLE schedule (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('check_in', 'summary')),
  dialog_id TEXT NOT NULL DEFAULT '',
  plan TEXT NOT NULL,
  next_due REAL,
  UNIQUE (person_id, kind, dialog_id)
);
CREATE INDEX schedule_due ON schedule (next_due) WHERE next_due IS NOT NULL;

-- What fell due and what became of it; (schedule, due) is there once, whatever dies and whenever.
CREATE TABLE occurrence (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  schedule_id INTEGER NOT NULL REFERENCES schedule ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  due_at REAL NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('asked', 'stale', 'unreachable', 'already')),
  session_id INTEGER REFERENCES session ON DELETE SET NULL,
  UNIQUE (schedule_id, due_at)
);
CREATE INDEX occurrence_by_person ON occurrence (person_id, due_at);
CREATE INDEX occurrence_by_due ON occurrence (due_at);
CREATE INDEX occurrence_by_session ON occurrence (session_id) WHERE session_id IS NOT NULL;

CREATE TABLE timer (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  due_at REAL NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('nudge', 'expire', 'talk')),
  session_id INTEGER REFERENCES session ON DELETE CASCADE,
  talk_id INTEGER REFERENCES talk ON DELETE CASCADE
);
CREATE INDEX timer_due ON timer (due_at);
CREATE INDEX timer_by_session ON timer (session_id) WHERE session_id IS NOT NULL;
CREATE INDEX timer_by_talk ON timer (talk_id) WHERE talk_id IS NOT NULL;

CREATE TABLE summary (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  reader_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  since REAL NOT NULL,
  until REAL NOT NULL,
  surface_id INTEGER REFERENCES surface ON DELETE SET NULL
);
CREATE INDEX summary_by_reader ON summary (reader_id, borger_id, until);
CREATE INDEX summary_by_borger ON summary (borger_id, until);
CREATE INDEX summary_by_surface ON summary (surface_id) WHERE surface_id IS NOT NULL;

CREATE TABLE follow_up (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  staff_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  summary_id INTEGER REFERENCES summary ON DELETE SET NULL,
  kind TEXT NOT NULL CHECK (kind IN ('seen', 'follow_up')),
  note TEXT NOT NULL DEFAULT '',
  at REAL NOT NULL,
  done_at REAL
);
CREATE INDEX follow_up_open ON follow_up (id) WHERE done_at IS NULL AND kind = 'follow_up';
CREATE INDEX follow_up_by_borger ON follow_up (borger_id);
CREATE INDEX follow_up_by_staff ON follow_up (staff_id);
CREATE INDEX follow_up_by_summary ON follow_up (summary_id) WHERE summary_id IS NOT NULL;
CREATE UNIQUE INDEX follow_up_seen_once ON follow_up (summary_id) WHERE kind = 'seen';

-- A borger asked to talk with somebody. `level` is how far the call has gone: contact persons, staff, leaders.
-- `taken_by` is a person's id and no reference: a call stays taken also when that person has left.
CREATE TABLE talk (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  at REAL NOT NULL,
  level INTEGER NOT NULL,
  taken_by INTEGER,
  promise TEXT NOT NULL DEFAULT '',
  closed_at REAL,
  surface_id INTEGER REFERENCES surface ON DELETE SET NULL
);
CREATE UNIQUE INDEX talk_open ON talk (borger_id) WHERE closed_at IS NULL AND taken_by IS NULL;
CREATE INDEX talk_by_borger ON talk (borger_id);
CREATE INDEX talk_by_surface ON talk (surface_id) WHERE surface_id IS NOT NULL;

CREATE TABLE talk_call (
  talk_id INTEGER NOT NULL REFERENCES talk ON DELETE CASCADE,
  staff_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  surface_id INTEGER REFERENCES surface ON DELETE SET NULL,
  PRIMARY KEY (talk_id, staff_id)
) WITHOUT ROWID;
CREATE INDEX talk_call_by_staff ON talk_call (staff_id);
CREATE INDEX talk_call_by_surface ON talk_call (surface_id) WHERE surface_id IS NOT NULL;

-- Everything that arrived. The body is emptied once it is handled; the id stays, so that nothing counts twice.
CREATE TABLE inbox (
  update_id INTEGER PRIMARY KEY,
  body TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'done', 'failed')),
  received_at REAL NOT NULL
);
CREATE INDEX inbox_new ON inbox (update_id) WHERE status = 'new';

-- Everything that is to leave, gone from here when it has left. `state` 'failed' is kept for whoever mends it.
CREATE TABLE outbox (
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
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'failed')),
  error TEXT NOT NULL DEFAULT ''
);
CREATE INDEX outbox_waiting ON outbox (lane, id) WHERE state = 'waiting';
CREATE INDEX outbox_next ON outbox (not_before) WHERE state = 'waiting';
CREATE INDEX outbox_by_chat ON outbox (chat_id, lane, id);
CREATE INDEX outbox_by_surface ON outbox (surface_id) WHERE surface_id IS NOT NULL;

CREATE TABLE sent_file (
  key TEXT NOT NULL,
  bot_id INTEGER NOT NULL,
  file_id TEXT NOT NULL,
  PRIMARY KEY (key, bot_id)
) WITHOUT ROWID;

CREATE TABLE access_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at REAL NOT NULL,
  reader_id INTEGER NOT NULL,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  what TEXT NOT NULL
);
CREATE INDEX access_log_by_borger ON access_log (borger_id, at);
