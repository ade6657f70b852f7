-- What a borger has said yes to is talked about anew each year. `said_at` is when they last said so, `asked` how often
-- they have been asked since without an answer. Who thinks about joining is asked again at a day of their own.
CREATE TABLE consent (
  borger_id INTEGER PRIMARY KEY REFERENCES person ON DELETE CASCADE,
  said_at REAL NOT NULL,
  asked INTEGER NOT NULL DEFAULT 0
);
ALTER TABLE timer ADD COLUMN borger_id INTEGER REFERENCES person ON DELETE CASCADE;
CREATE INDEX timer_by_borger ON timer (borger_id) WHERE borger_id IS NOT NULL;
-- Of those who take part already it is not known when they said yes: it counts from when they were put in.
INSERT INTO consent (borger_id, said_at) SELECT id, created_at FROM person WHERE role = 'borger' AND state = 'active';
INSERT INTO timer (due_at, kind, borger_id) SELECT said_at + 365 * 86400, 'consent', borger_id FROM consent;
