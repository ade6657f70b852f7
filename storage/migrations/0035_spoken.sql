-- What staff have said to a borger by voice, photo or video in place of words: to which task or wish it belongs, and
-- who said it.
CREATE TABLE spoken (
  media_id INTEGER PRIMARY KEY REFERENCES media ON DELETE CASCADE,
  by_id INTEGER NOT NULL,
  task_id INTEGER REFERENCES task ON DELETE CASCADE,
  proposal_id INTEGER REFERENCES proposal ON DELETE CASCADE
);
CREATE INDEX spoken_of_task ON spoken (task_id) WHERE task_id IS NOT NULL;
CREATE INDEX spoken_of_proposal ON spoken (proposal_id) WHERE proposal_id IS NOT NULL;
