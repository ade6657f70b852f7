-- Which methods a borger uses: the latest row of a method counts, and where there is none, what its file offers.
-- `by_id` is a person's id and no reference: what was agreed stays so when that person has left.
CREATE TABLE method_use (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  method TEXT NOT NULL,
  used INTEGER NOT NULL,
  by_id INTEGER NOT NULL,
  at REAL NOT NULL
);
CREATE INDEX method_use_by_borger ON method_use (borger_id, method, id);

-- Looking back on the day says in its file that it tells how activities went, and from where it has them.
UPDATE dialog_version SET body = replace(body, '{"id":"went","text":', '{"attendance":true,"id":"went","text":')
  WHERE dialog_id = 'look_back' AND body LIKE '%"id":"did_it"%';
-- A menu that stands open leads to what has taken the place of the check-in times.
UPDATE dialog_version SET body = replace(body, '"opens":"times"', '"opens":"methods"') WHERE body LIKE '%"opens":"times"%';
