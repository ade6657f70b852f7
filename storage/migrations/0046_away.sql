-- When somebody who works here is off, by local days with both ends, and who stands in for them.
CREATE TABLE away (
  staff_id INTEGER PRIMARY KEY REFERENCES person ON DELETE CASCADE,
  first TEXT NOT NULL,
  last TEXT NOT NULL,
  deputy_id INTEGER REFERENCES person ON DELETE SET NULL
);
