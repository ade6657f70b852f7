-- Staff have asked two borgere, each by themself, whether one may give the other a hand. Neither is told of the other
-- before both have said yes.
CREATE TABLE hand (
  id INTEGER PRIMARY KEY,
  giver_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  wanter_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  thing TEXT NOT NULL,
  sign TEXT NOT NULL,
  asked_by INTEGER REFERENCES person ON DELETE SET NULL,
  asked_at REAL NOT NULL,
  giver_says TEXT NOT NULL DEFAULT '',
  wanter_says TEXT NOT NULL DEFAULT '',
  thanked INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX hand_by_giver ON hand (giver_id);
CREATE INDEX hand_by_wanter ON hand (wanter_id);
CREATE INDEX hand_by_asker ON hand (asked_by) WHERE asked_by IS NOT NULL;
