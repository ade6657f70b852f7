-- An entry may be shown by a photo in place of its pictogram: one that the borger sent, or the house's own.
ALTER TABLE entry ADD COLUMN photo INTEGER REFERENCES media ON DELETE SET NULL;
CREATE INDEX entry_by_photo ON entry (photo) WHERE photo IS NOT NULL;
