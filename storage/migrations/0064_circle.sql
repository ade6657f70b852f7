-- What staff tell borgere about themselves, and whom a borger would like to work with, about what.
CREATE TABLE staff_card (
  staff_id INTEGER PRIMARY KEY REFERENCES person ON DELETE CASCADE,
  photo INTEGER REFERENCES media ON DELETE SET NULL,
  likes TEXT NOT NULL DEFAULT '',
  knows TEXT NOT NULL DEFAULT ''
);
CREATE INDEX staff_card_by_photo ON staff_card (photo) WHERE photo IS NOT NULL;
CREATE TABLE circle_pick (
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  staff_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  area TEXT NOT NULL,
  wish TEXT NOT NULL,
  answer TEXT NOT NULL DEFAULT '',
  at REAL NOT NULL,
  PRIMARY KEY (borger_id, staff_id, area)
);
CREATE INDEX circle_pick_by_staff ON circle_pick (staff_id);
