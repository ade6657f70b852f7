-- A summary that was sent is no look: it is one when its reader opens it. Until now each was opened as it came.
ALTER TABLE summary ADD COLUMN opened_at REAL;
UPDATE summary SET opened_at = until;
-- The list of what somebody has not marked as seen yet, as it stands in their chat. It came `at` an instant and tells of
-- what else happened since `told`; `touched_at` is when they last asked for it or tapped on it.
CREATE TABLE news (
  reader_id INTEGER PRIMARY KEY REFERENCES person ON DELETE CASCADE,
  told REAL NOT NULL,
  at REAL NOT NULL,
  touched_at REAL,
  surface_id INTEGER REFERENCES surface ON DELETE SET NULL
);
CREATE INDEX news_by_surface ON news (surface_id) WHERE surface_id IS NOT NULL;
