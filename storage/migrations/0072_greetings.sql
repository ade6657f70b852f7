-- Greetings that staff send a borger: no task, and kept for as long as the borger keeps them.
CREATE TABLE greeting (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  borger_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  by_id INTEGER REFERENCES person ON DELETE SET NULL,
  said TEXT NOT NULL,
  media_id INTEGER REFERENCES media ON DELETE SET NULL,
  at REAL NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting',
  surface_id INTEGER REFERENCES surface ON DELETE SET NULL,
  told INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX greeting_by_borger ON greeting (borger_id);
CREATE INDEX greeting_by_sender ON greeting (by_id) WHERE by_id IS NOT NULL;
CREATE INDEX greeting_by_media ON greeting (media_id) WHERE media_id IS NOT NULL;
CREATE INDEX greeting_by_surface ON greeting (surface_id) WHERE surface_id IS NOT NULL;
