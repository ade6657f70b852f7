-- All about a borger is to be erased: who began it, whether a copy on paper was asked for, and whether staff know that
-- it waits, for the borger could not be told. When it is done, the timer says.
CREATE TABLE goodbye (
  borger_id INTEGER PRIMARY KEY REFERENCES person ON DELETE CASCADE,
  begun_by INTEGER REFERENCES person ON DELETE SET NULL,
  on_paper INTEGER NOT NULL DEFAULT 0,
  waits INTEGER NOT NULL DEFAULT 0
);
-- Of what is on its way already, the borger's card knows who began it.
INSERT INTO goodbye (borger_id, begun_by) SELECT t.borger_id, (
  SELECT p.id FROM session s JOIN person p ON p.id = iif(s.target = '', s.person_id, CAST(s.target AS INTEGER))
  WHERE s.person_id = t.borger_id AND s.dialog_id = 'goodbye' AND s.status = 'open' ORDER BY s.id DESC LIMIT 1
) FROM timer t WHERE t.kind = 'goodbye' GROUP BY t.borger_id;
