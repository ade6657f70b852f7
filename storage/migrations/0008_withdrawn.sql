-- An answer that only takes an earlier one back, because its question is no longer asked: nothing was said then, and
-- nothing is told. Which ones did so before is known by what their session holds.
ALTER TABLE answer ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;
DROP TRIGGER answer_is_never_changed;
UPDATE answer SET withdrawn = 1 WHERE outcome = 'skipped' AND corrects IS NOT NULL AND EXISTS
  (SELECT 1 FROM session s, json_each(s.state, '$.given') g, json_each(g.value, '$.seqs') n
   WHERE s.id = answer.session_id AND n.value = answer.seq AND json_extract(g.value, '$.withdrawn') = 1);
CREATE TRIGGER answer_is_append_only BEFORE UPDATE ON answer
BEGIN SELECT RAISE(ABORT, 'answers are append-only'); END;
