-- A borger has asked for a contact person, or for another one: until it is changed, or they need it no more.
CREATE TABLE contact_wish (
  borger_id INTEGER PRIMARY KEY REFERENCES person ON DELETE CASCADE,
  at REAL NOT NULL
);
