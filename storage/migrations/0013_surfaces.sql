-- A surface knows what it shows and whom that is about, whatever it is; nothing else has to be asked about it. What
-- stood on it before is carried over; of a message's own kinds it is for the code to know which there are.
CREATE TABLE surface_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  chat_id INTEGER NOT NULL,
  message_id INTEGER,
  kind TEXT,
  sent_at REAL,
  unsure INTEGER NOT NULL DEFAULT 0,
  yes TEXT NOT NULL DEFAULT '',
  shows TEXT NOT NULL DEFAULT '',
  ref INTEGER,
  about_id INTEGER REFERENCES person ON DELETE SET NULL
);
INSERT INTO surface_new (id, person_id, chat_id, message_id, kind, sent_at, unsure, yes, about_id)
  SELECT id, person_id, chat_id, message_id, kind, sent_at, unsure, yes, about_id FROM surface;
UPDATE surface_new SET shows = 'session',
  ref = (SELECT max(e.id) FROM session e WHERE e.surface_id = surface_new.id),
  about_id = coalesce((SELECT e.about_id FROM session e WHERE e.surface_id = surface_new.id
    AND e.about_id <> e.person_id ORDER BY e.id DESC LIMIT 1), about_id)
  WHERE EXISTS (SELECT 1 FROM session e WHERE e.surface_id = surface_new.id);
UPDATE surface_new SET shows = 'own words', ref = (SELECT f.answer_id FROM surface f WHERE f.id = surface_new.id)
  WHERE (SELECT f.answer_id FROM surface f WHERE f.id = surface_new.id) IS NOT NULL;
UPDATE surface_new SET (shows, ref, about_id) = (SELECT 'call', t.id, t.borger_id FROM talk_call c
    JOIN talk t ON t.id = c.talk_id WHERE c.surface_id = surface_new.id)
  WHERE EXISTS (SELECT 1 FROM talk_call c WHERE c.surface_id = surface_new.id);
UPDATE surface_new SET (shows, ref, about_id) = (SELECT 'summary', m.id, m.borger_id FROM summary m
    WHERE m.surface_id = surface_new.id ORDER BY m.id DESC LIMIT 1)
  WHERE EXISTS (SELECT 1 FROM summary m WHERE m.surface_id = surface_new.id);
UPDATE surface_new SET (shows, ref, about_id) = (SELECT 'proposals', v.proposal_id, v.borger_id FROM proposal_view v
    WHERE v.surface_id = surface_new.id)
  WHERE EXISTS (SELECT 1 FROM proposal_view v WHERE v.surface_id = surface_new.id);
UPDATE surface_new SET (shows, ref, about_id) = (SELECT 'page', NULL, p.borger_id FROM page p
    WHERE p.surface_id = surface_new.id)
  WHERE EXISTS (SELECT 1 FROM page p WHERE p.surface_id = surface_new.id);
-- A number that was given once is never given again, also not of one that is gone.
INSERT INTO sqlite_sequence (name, seq) SELECT 'surface_new', 0
  WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'surface_new');
UPDATE sqlite_sequence SET seq = max(seq, coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'surface'), 0))
  WHERE name = 'surface_new';
DROP TABLE proposal_view;
DROP TABLE surface;
ALTER TABLE surface_new RENAME TO surface;
CREATE INDEX surface_by_person ON surface (person_id);
CREATE INDEX surface_by_message ON surface (chat_id, message_id);
CREATE INDEX surface_by_age ON surface (sent_at) WHERE message_id IS NOT NULL;
CREATE INDEX surface_by_about ON surface (about_id) WHERE about_id IS NOT NULL;
