-- Where the card of each of the two stands, and the task of whoever plans it, which goes when one takes the yes back.
ALTER TABLE hand ADD COLUMN giver_card INTEGER REFERENCES surface ON DELETE SET NULL;
ALTER TABLE hand ADD COLUMN wanter_card INTEGER REFERENCES surface ON DELETE SET NULL;
ALTER TABLE hand ADD COLUMN task_id INTEGER REFERENCES task ON DELETE SET NULL;
CREATE INDEX hand_by_giver_card ON hand (giver_card) WHERE giver_card IS NOT NULL;
CREATE INDEX hand_by_wanter_card ON hand (wanter_card) WHERE wanter_card IS NOT NULL;
CREATE INDEX hand_by_task ON hand (task_id) WHERE task_id IS NOT NULL;
