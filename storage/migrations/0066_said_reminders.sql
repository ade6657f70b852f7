-- A borger's own reminder can come of what they answered: in which sitting, and about what, so that the same said anew
-- takes its place.
ALTER TABLE activity ADD COLUMN said_in INTEGER REFERENCES session ON DELETE SET NULL;
ALTER TABLE activity ADD COLUMN said_of TEXT NOT NULL DEFAULT '';
CREATE INDEX activity_of_session ON activity (said_in) WHERE said_in IS NOT NULL;
CREATE INDEX activity_said_of ON activity (borger_id, said_of) WHERE said_of <> '';
