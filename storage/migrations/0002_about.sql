-- Whom a message in somebody else's chat is about, where no summary, call or session says so: it goes when they do.
ALTER TABLE surface ADD COLUMN about_id INTEGER REFERENCES person ON DELETE SET NULL;
CREATE INDEX surface_by_about ON surface (about_id) WHERE about_id IS NOT NULL;
