-- Who was at the phone when an answer was given, where that was not the borger: who helped with it, or whose view it is.
-- An answer is never changed, so this stands beside it, and goes with that person; the answer stays.
CREATE TABLE given_by (
  answer_id INTEGER PRIMARY KEY REFERENCES answer ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE
);
CREATE INDEX given_by_person ON given_by (person_id);
INSERT INTO given_by SELECT a.id, s.person_id FROM answer a JOIN session s ON s.id = a.session_id
  WHERE s.person_id <> a.borger_id;
