-- Each summary of before came with all that was in it, and who read it had no need to say so. What came more than two weeks
-- before the last one counts as seen, as if it had been marked: else the first list of news would hold all there ever was.
-- Nobody is told so. What came later, and what was in none, stands as new.
INSERT OR IGNORE INTO read_answer (staff_id, answer_id, summary_id)
  SELECT y.reader_id, a.id, NULL FROM summary y JOIN answer a ON a.borger_id = y.borger_id
  JOIN session s ON s.id = a.session_id AND s.status <> 'open' AND s.shares = 1
  LEFT JOIN held_back h ON h.session_id = a.session_id AND h.step = a.step AND h.item = a.item
  WHERE y.opened_at IS NOT NULL AND y.until < (SELECT max(until) FROM summary) - 14 * 86400.0
    AND coalesce(h.held, 0) = 0
    AND max(a.said_at, coalesce(s.shared_at, 0), coalesce(h.released_at, 0)) > y.since
    AND max(a.said_at, coalesce(s.shared_at, 0), coalesce(h.released_at, 0)) <= y.until
    AND EXISTS (SELECT 1 FROM grants g WHERE g.borger_id = a.borger_id AND g.reader_id = y.reader_id
      AND g.topic = s.topic AND g.allowed = 1 AND g.at <= y.until AND NOT EXISTS (SELECT 1 FROM grants later
        WHERE later.borger_id = g.borger_id AND later.reader_id = g.reader_id AND later.topic = g.topic
        AND later.id > g.id AND later.at <= y.until));
