-- What a method about activities is about is one occurrence of what is planned: an entry of its own kind, with the title
-- and the local day it had. Both stay when the activity is moved, changed or let go of.
ALTER TABLE entry ADD COLUMN activity_id INTEGER REFERENCES activity ON DELETE SET NULL;
ALTER TABLE entry ADD COLUMN slot TEXT NOT NULL DEFAULT '';
ALTER TABLE entry ADD COLUMN day TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX entry_by_occasion ON entry (activity_id, slot) WHERE activity_id IS NOT NULL;
