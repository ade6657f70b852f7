-- What a borger lets somebody read while their contact person is off, whom they stand in for: it ends with those days.
CREATE TABLE lent (
  grant_id INTEGER PRIMARY KEY REFERENCES grants ON DELETE CASCADE,
  staff_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE
);
CREATE INDEX lent_by_staff ON lent (staff_id);
