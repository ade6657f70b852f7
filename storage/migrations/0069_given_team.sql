-- Whom the house has put into a borger's team for something, until the borger picks somebody themself.
ALTER TABLE circle_pick ADD COLUMN given INTEGER NOT NULL DEFAULT 0;
