-- A borger may say that others can have a copy of a guide they have made.
ALTER TABLE guide ADD COLUMN for_others INTEGER NOT NULL DEFAULT 0;
CREATE INDEX guide_for_others ON guide (id) WHERE for_others = 1;
