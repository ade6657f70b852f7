-- What a message says when it is read aloud, as long as it stands in its chat, and the surface of the voice message that
-- was made of it. Only messages to those who have them read aloud have a row.
CREATE TABLE aloud (
  surface_id INTEGER PRIMARY KEY REFERENCES surface ON DELETE CASCADE,
  words TEXT NOT NULL,
  language TEXT NOT NULL,
  personal INTEGER NOT NULL,
  voice_id INTEGER REFERENCES surface ON DELETE SET NULL
);
CREATE INDEX aloud_by_voice ON aloud (voice_id) WHERE voice_id IS NOT NULL;
