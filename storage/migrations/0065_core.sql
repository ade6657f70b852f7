-- Which of a borger's contact persons they have picked themself; the others the house has chosen.
CREATE TABLE core_pick (
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  staff_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  PRIMARY KEY (borger_id, staff_id)
) WITHOUT ROWID;
CREATE INDEX core_pick_by_staff ON core_pick (staff_id);
