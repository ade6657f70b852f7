-- What a leader has set in the bot of the house's hours and numbers to call. It goes before what the bot was set up with.
CREATE TABLE house_setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  changed_by INTEGER REFERENCES person ON DELETE SET NULL,
  changed_at REAL NOT NULL
) WITHOUT ROWID;
CREATE INDEX house_setting_by_person ON house_setting (changed_by) WHERE changed_by IS NOT NULL;
