-- What has become of a borger's wish: how staff answered it, what came of the answer, and what was planned from it.
ALTER TABLE task ADD COLUMN after_id INTEGER REFERENCES task ON DELETE SET NULL;
CREATE INDEX task_after ON task (after_id) WHERE after_id IS NOT NULL;
ALTER TABLE activity ADD COLUMN entry_id INTEGER REFERENCES entry ON DELETE SET NULL;
CREATE INDEX activity_of_entry ON activity (entry_id) WHERE entry_id IS NOT NULL;
-- How an entry looks is no more what the words say that made it, once the borger has picked it themself.
ALTER TABLE entry ADD COLUMN own_look INTEGER NOT NULL DEFAULT 0;
CREATE TABLE wish_answer (
  task_id INTEGER PRIMARY KEY REFERENCES task ON DELETE CASCADE,
  entry_id INTEGER NOT NULL REFERENCES entry ON DELETE CASCADE,
  way TEXT NOT NULL,
  said TEXT NOT NULL,
  smaller_id INTEGER REFERENCES entry ON DELETE SET NULL,
  again TEXT NOT NULL DEFAULT ''
);
CREATE INDEX wish_answer_by_entry ON wish_answer (entry_id);
CREATE INDEX wish_answer_by_smaller ON wish_answer (smaller_id) WHERE smaller_id IS NOT NULL;
-- Wishes that were said before there was an album stand in it too, called by their words, with the photo that was sent.
-- Nobody owes them an answer because of that.
CREATE TEMP TABLE old_wish AS
  SELECT s.id AS session_id, s.about_id AS borger_id, s.person_id AS made_by, coalesce(s.topic, '') AS topic,
    min(a.said_at) AS at, trim(coalesce(group_concat(nullif(a.words, ''), ' '), '')) AS words, min(m.id) AS photo
  FROM session s JOIN answer a ON a.session_id = s.id LEFT JOIN media m ON m.id = a.media_id AND m.kind = 'photo'
  WHERE s.dialog_id = 'wish' AND s.status <> 'open' AND a.step = 'wish' AND a.outcome = 'answered' AND a.withdrawn = 0
    AND a.provenance <> 'observed' AND NOT EXISTS (SELECT 1 FROM answer later WHERE later.corrects = a.id)
    AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.session_id = s.id)
  GROUP BY s.id;
INSERT INTO entry (borger_id, kind, title, pictogram, state, session_id, step, item, topic, made_by, made_at, state_at, photo)
  SELECT borger_id, 'wish', CASE WHEN words = '' THEN 'Ønske ' || strftime('%d.%m.%Y', at, 'unixepoch')
      WHEN length(words) > 60 THEN substr(words, 1, 59) || '…' ELSE rtrim(words, '.') END,
    '💭', 'accepted', session_id, 'wish', '', topic, made_by, at, at, photo FROM old_wish ORDER BY at;
DROP TABLE old_wish;
