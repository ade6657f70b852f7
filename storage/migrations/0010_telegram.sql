-- The button data of the one yes on the card that a surface shows now, if it has exactly one: a thumb up on the message
-- is that yes. And the commands that stand in a person's menu, as JSON; empty until Telegram has taken them.
ALTER TABLE surface ADD COLUMN yes TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN commands TEXT NOT NULL DEFAULT '';
