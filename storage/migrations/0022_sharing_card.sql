-- Who may read is one card now. What was answered on an old one counts, as it did when one was left half-way, and the card
-- is closed: its buttons say so.
INSERT INTO grants (borger_id, reader_id, topic, allowed, at)
  SELECT s.about_id, p.id, substr(json_extract(g.value, '$.item'), instr(json_extract(g.value, '$.item'), '_') + 1),
    json_extract(g.value, '$.choices[0]') = 'yes_', s.opened_at
  FROM session s, json_each(s.state, '$.given') g
  JOIN person p ON p.id = CAST(json_extract(g.value, '$.item') AS INTEGER)
  WHERE s.dialog_id = 'sharing' AND s.status = 'open' AND json_extract(g.value, '$.step') = 'may'
    AND json_array_length(g.value, '$.choices') = 1
  ORDER BY s.id, g.key;
DELETE FROM timer WHERE session_id IN (SELECT id FROM session WHERE dialog_id = 'sharing' AND status = 'open');
UPDATE session SET status = 'stopped', closed_at = opened_at, awaits_words = 0,
  state = json_set(state, '$.stage', 'closed', '$.end', 'stopped', '$.given', json('[]'), '$.lists', json('{}'),
    '$.turn', json_extract(state, '$.turn') + 1)
  WHERE dialog_id = 'sharing' AND status = 'open';
