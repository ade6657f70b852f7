-- What staff write about a borger in a tense moment stays open until somebody says that it is over, and the borger has been
-- told. It is looked at again at the time that was agreed.
CREATE TABLE sheet (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  dialog_id TEXT NOT NULL,
  opened_at REAL NOT NULL,
  opened_by INTEGER REFERENCES person ON DELETE SET NULL,
  again_at REAL,
  over_at REAL,
  over_by INTEGER REFERENCES person ON DELETE SET NULL,
  told_at REAL
);
CREATE INDEX sheet_of_borger ON sheet (borger_id);
CREATE INDEX sheet_opened_by ON sheet (opened_by) WHERE opened_by IS NOT NULL;
CREATE INDEX sheet_over_by ON sheet (over_by) WHERE over_by IS NOT NULL;
ALTER TABLE timer ADD COLUMN sheet_id INTEGER REFERENCES sheet ON DELETE CASCADE;
CREATE INDEX timer_by_sheet ON timer (sheet_id) WHERE sheet_id IS NOT NULL;
