-- When the access of somebody who works here ended: their name stays with what they have done, and they reach nothing.
ALTER TABLE person ADD COLUMN left_at REAL;
-- Who made a link: it works no longer than they have access themselves.
ALTER TABLE invitation ADD COLUMN made_by INTEGER REFERENCES person ON DELETE SET NULL;
