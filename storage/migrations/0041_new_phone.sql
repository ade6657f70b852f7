-- Somebody is to go on on another phone: who made the link, and once it was opened, the chat it was opened in. Until it
-- is settled, that chat is a stranger's.
CREATE TABLE new_phone (
  person_id INTEGER PRIMARY KEY REFERENCES person ON DELETE CASCADE,
  made_by INTEGER REFERENCES person ON DELETE SET NULL,
  made_at REAL NOT NULL,
  chat_id INTEGER UNIQUE
);
