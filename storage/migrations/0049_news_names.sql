-- Whom somebody's list of news names, as it was drawn last: of them all, what changes is drawn on it anew.
CREATE TABLE news_name (
  reader_id INTEGER NOT NULL REFERENCES news ON DELETE CASCADE,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  PRIMARY KEY (reader_id, borger_id)
) WITHOUT ROWID;
CREATE INDEX news_name_by_borger ON news_name (borger_id);
INSERT INTO news_name (reader_id, borger_id)
  SELECT DISTINCT n.reader_id, y.borger_id FROM summary y JOIN news n ON n.surface_id = y.surface_id;
INSERT OR IGNORE INTO news_name (reader_id, borger_id)
  SELECT n.reader_id, c.borger_id FROM contact c JOIN news n ON n.reader_id = c.staff_id;
