-- What somebody opened to look at, by a key or a menu: it goes from the chat when they open something else.
ALTER TABLE surface ADD COLUMN passing INTEGER NOT NULL DEFAULT 0;
