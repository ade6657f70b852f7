-- What a borger has agreed in advance: if they answer so to one question of a method, on so many days in a row, those named
-- may be told at once. `choice` is the step of the scale, or the option, as it was chosen; of a scale what is no higher than
-- `at_most`, or no lower than `at_least`, counts.
CREATE TABLE agreement (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  dialog_id TEXT NOT NULL,
  step TEXT NOT NULL,
  choice TEXT NOT NULL,
  at_most REAL,
  at_least REAL,
  days INTEGER NOT NULL,
  state TEXT NOT NULL,
  by_id INTEGER NOT NULL,
  made_at REAL NOT NULL,
  state_at REAL NOT NULL
);
CREATE INDEX agreement_by_borger ON agreement (borger_id);

-- Whom it may be told, in order.
CREATE TABLE agreement_hearer (
  agreement_id INTEGER NOT NULL REFERENCES agreement ON DELETE CASCADE,
  place INTEGER NOT NULL,
  staff_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  PRIMARY KEY (agreement_id, place)
) WITHOUT ROWID;
CREATE INDEX agreement_hearer_by_staff ON agreement_hearer (staff_id);

ALTER TABLE talk ADD COLUMN agreement_id INTEGER REFERENCES agreement ON DELETE CASCADE;
CREATE INDEX talk_by_agreement ON talk (agreement_id) WHERE agreement_id IS NOT NULL;
