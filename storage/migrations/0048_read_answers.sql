-- Which answers a summary held when its reader said that they have seen it, or that they follow up on it. New to a reader
-- is what they may read and is not among these, whenever it was said, shared or let go.
CREATE TABLE read_answer (
  staff_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  answer_id INTEGER NOT NULL REFERENCES answer ON DELETE CASCADE,
  summary_id INTEGER REFERENCES summary ON DELETE SET NULL,
  PRIMARY KEY (staff_id, answer_id)
) WITHOUT ROWID;
CREATE INDEX read_answer_by_answer ON read_answer (answer_id);
CREATE INDEX read_answer_by_summary ON read_answer (summary_id) WHERE summary_id IS NOT NULL;
-- Of before, only times are known: what was said by the end of the last that somebody has marked, and is shared with them
-- now, stood in one of those that they marked.
INSERT INTO read_answer (staff_id, answer_id, summary_id)
  SELECT y.reader_id, a.id, min(y.id) FROM answer a JOIN session s ON s.id = a.session_id
  LEFT JOIN held_back h ON h.session_id = a.session_id AND h.step = a.step AND h.item = a.item
  JOIN summary y ON y.borger_id = a.borger_id
    AND max(a.said_at, coalesce(s.shared_at, 0), coalesce(h.released_at, 0)) <= y.until
    AND (EXISTS (SELECT 1 FROM seen e WHERE e.summary_id = y.id)
         OR EXISTS (SELECT 1 FROM task t WHERE t.summary_id = y.id))
  WHERE s.status <> 'open' AND s.shares = 1 AND coalesce(h.held, 0) = 0 AND EXISTS (SELECT 1 FROM grants g
    WHERE g.borger_id = a.borger_id AND g.reader_id = y.reader_id AND g.topic = s.topic AND g.allowed = 1
    AND NOT EXISTS (SELECT 1 FROM grants later WHERE later.borger_id = g.borger_id AND later.reader_id = g.reader_id
      AND later.topic = g.topic AND later.id > g.id))
  GROUP BY y.reader_id, a.id;
