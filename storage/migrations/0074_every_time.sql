-- Who comes to every time of a series, until they say otherwise, and at which level.
CREATE TABLE every_time (
  offer_id INTEGER NOT NULL REFERENCES offer ON DELETE CASCADE,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  level TEXT NOT NULL,
  PRIMARY KEY (offer_id, borger_id)
);
CREATE INDEX every_time_by_borger ON every_time (borger_id);
