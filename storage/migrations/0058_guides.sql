-- Guides: something a borger does step by step. `body` says it as JSON; the entry is there once the borger has been asked
-- whether they want it, and `goal_id` the goal it belongs to. `ask_id` is who is asked first for help. `made_by` is a
-- person's id and no reference: what somebody made outlives their leaving.
CREATE TABLE guide (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  entry_id INTEGER REFERENCES entry ON DELETE CASCADE,
  goal_id INTEGER REFERENCES entry ON DELETE SET NULL,
  ask_id INTEGER REFERENCES person ON DELETE SET NULL,
  body TEXT NOT NULL,
  made_by INTEGER NOT NULL,
  changed_at REAL NOT NULL
);
CREATE INDEX guide_by_borger ON guide (borger_id);
CREATE UNIQUE INDEX guide_by_entry ON guide (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX guide_by_goal ON guide (goal_id) WHERE goal_id IS NOT NULL;
CREATE INDEX guide_by_asked ON guide (ask_id) WHERE ask_id IS NOT NULL;

-- The photos and voice messages of a guide, and of what it was like when somebody began it.
CREATE TABLE guide_media (
  guide_id INTEGER NOT NULL REFERENCES guide ON DELETE CASCADE,
  media_id INTEGER NOT NULL REFERENCES media ON DELETE CASCADE,
  PRIMARY KEY (guide_id, media_id)
) WITHOUT ROWID;
CREATE INDEX guide_media_by_media ON guide_media (media_id);

-- Each time somebody goes through a guide. `body` is the guide as it was when it was begun; `away` the seconds of long
-- breaks; `asked` how often help was asked for; `alone` is what the borger says of it, and `kept` that they share it with
-- nobody.
CREATE TABLE guide_run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  guide_id INTEGER NOT NULL REFERENCES guide ON DELETE CASCADE,
  body TEXT NOT NULL,
  reminded INTEGER NOT NULL,
  begun_at REAL NOT NULL,
  touched_at REAL NOT NULL,
  away REAL NOT NULL DEFAULT 0,
  place INTEGER NOT NULL DEFAULT 0,
  furthest INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL,
  turn INTEGER NOT NULL DEFAULT 0,
  asked INTEGER NOT NULL DEFAULT 0,
  alone TEXT NOT NULL DEFAULT '',
  kept INTEGER NOT NULL DEFAULT 0,
  surface_id INTEGER REFERENCES surface ON DELETE SET NULL
);
CREATE INDEX guide_run_by_guide ON guide_run (guide_id);
CREATE INDEX guide_run_by_age ON guide_run (touched_at);
CREATE INDEX guide_run_by_surface ON guide_run (surface_id) WHERE surface_id IS NOT NULL;

ALTER TABLE timer ADD COLUMN run_id INTEGER REFERENCES guide_run ON DELETE CASCADE;
CREATE INDEX timer_by_run ON timer (run_id) WHERE run_id IS NOT NULL;

-- What is planned may be done by a guide.
ALTER TABLE activity ADD COLUMN guide_id INTEGER REFERENCES guide ON DELETE SET NULL;
CREATE INDEX activity_by_guide ON activity (guide_id) WHERE guide_id IS NOT NULL;

-- A call for a talk may be for help with something, said in words, and go to somebody first.
CREATE TABLE help_call (
  talk_id INTEGER PRIMARY KEY REFERENCES talk ON DELETE CASCADE,
  what TEXT NOT NULL,
  first_id INTEGER REFERENCES person ON DELETE SET NULL
);
CREATE INDEX help_call_by_first ON help_call (first_id) WHERE first_id IS NOT NULL;
