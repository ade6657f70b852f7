-- When an offer was put into the catalogue; which borgere hear of new ones, and up to when they have; who may be asked
-- along by others who live here, and who was asked by whom.
ALTER TABLE offer ADD COLUMN opened_at REAL;
CREATE TABLE hears_offers (
  borger_id INTEGER PRIMARY KEY REFERENCES person ON DELETE CASCADE,
  until REAL NOT NULL
);
CREATE TABLE may_be_asked (
  borger_id INTEGER PRIMARY KEY REFERENCES person ON DELETE CASCADE
);
CREATE TABLE asked_along (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  offer_id INTEGER NOT NULL REFERENCES offer ON DELETE CASCADE,
  slot TEXT NOT NULL,
  by_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  to_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  says TEXT NOT NULL DEFAULT '',
  surface_id INTEGER REFERENCES surface ON DELETE SET NULL,
  UNIQUE (offer_id, slot, by_id, to_id)
);
CREATE INDEX asked_along_by ON asked_along (by_id);
CREATE INDEX asked_along_to ON asked_along (to_id);
CREATE INDEX asked_along_surface ON asked_along (surface_id) WHERE surface_id IS NOT NULL;
