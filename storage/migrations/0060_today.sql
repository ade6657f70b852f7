-- What a borger felt like on a day: who was told, and who answered it and how.
CREATE TABLE today_wish (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  session_id INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
  what TEXT NOT NULL,
  pictogram TEXT NOT NULL,
  photo INTEGER REFERENCES media ON DELETE SET NULL,
  at REAL NOT NULL,
  level INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL DEFAULT 'waiting',
  surface_id INTEGER REFERENCES surface ON DELETE SET NULL,
  answered_by INTEGER REFERENCES person ON DELETE SET NULL,
  said TEXT NOT NULL DEFAULT ''
);
CREATE INDEX today_wish_by_borger ON today_wish (borger_id);
CREATE INDEX today_wish_by_session ON today_wish (session_id);
CREATE INDEX today_wish_by_photo ON today_wish (photo) WHERE photo IS NOT NULL;
CREATE INDEX today_wish_by_surface ON today_wish (surface_id) WHERE surface_id IS NOT NULL;
CREATE INDEX today_wish_by_answerer ON today_wish (answered_by) WHERE answered_by IS NOT NULL;
CREATE TABLE today_told (
  wish_id INTEGER NOT NULL REFERENCES today_wish ON DELETE CASCADE,
  staff_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  surface_id INTEGER REFERENCES surface ON DELETE SET NULL,
  PRIMARY KEY (wish_id, staff_id)
);
CREATE INDEX today_told_by_staff ON today_told (staff_id);
CREATE INDEX today_told_by_surface ON today_told (surface_id) WHERE surface_id IS NOT NULL;
