-- What the house offers, who runs it, how single times differ, and who has signed up for which.
CREATE TABLE offer (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan TEXT NOT NULL,
  photo_id INTEGER REFERENCES media ON DELETE SET NULL,
  cost TEXT NOT NULL DEFAULT '',
  places INTEGER,
  open INTEGER NOT NULL DEFAULT 0,
  made_at REAL NOT NULL,
  ended_at REAL
);
CREATE INDEX offer_by_photo ON offer (photo_id) WHERE photo_id IS NOT NULL;
CREATE TABLE offer_runner (
  offer_id INTEGER NOT NULL REFERENCES offer ON DELETE CASCADE,
  staff_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  PRIMARY KEY (offer_id, staff_id)
);
CREATE INDEX offer_runner_by_staff ON offer_runner (staff_id);
CREATE TABLE offer_change (
  offer_id INTEGER NOT NULL REFERENCES offer ON DELETE CASCADE,
  slot TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (offer_id, slot)
);
-- `level` is how a borger takes part and `was` how they did before they said no, `wants` the level they wait for, `asked_until` until when a place is kept for them.
CREATE TABLE sign_up (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  offer_id INTEGER NOT NULL REFERENCES offer ON DELETE CASCADE,
  slot TEXT NOT NULL,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  level TEXT NOT NULL,
  was TEXT NOT NULL DEFAULT '',
  wants TEXT NOT NULL DEFAULT '',
  waits_since REAL,
  asked_until REAL,
  shows INTEGER NOT NULL DEFAULT 0,
  activity_id INTEGER REFERENCES activity ON DELETE SET NULL,
  surface_id INTEGER REFERENCES surface ON DELETE SET NULL,
  at REAL NOT NULL,
  UNIQUE (offer_id, slot, borger_id)
);
CREATE INDEX sign_up_by_borger ON sign_up (borger_id);
CREATE INDEX sign_up_by_activity ON sign_up (activity_id) WHERE activity_id IS NOT NULL;
CREATE INDEX sign_up_by_surface ON sign_up (surface_id) WHERE surface_id IS NOT NULL;
CREATE INDEX sign_up_by_wants ON sign_up (wants) WHERE wants <> '';
-- The cards of offers that stand in chats, by their offer: "offer." and the day.
CREATE INDEX surface_of_offer ON surface (ref) WHERE shows >= 'offer.' AND shows < 'offer/';
