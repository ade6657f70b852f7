-- Whom of those at work a borger has chosen for a day.
CREATE TABLE day_partner (
  borger_id INTEGER PRIMARY KEY REFERENCES person ON DELETE CASCADE,
  staff_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  day TEXT NOT NULL
);
CREATE INDEX day_partner_by_staff ON day_partner (staff_id);
