-- How and when a borger would like to meet whom they have picked; and when one who was unsure was asked once more.
ALTER TABLE circle_pick ADD COLUMN meets TEXT NOT NULL DEFAULT '';
ALTER TABLE circle_pick ADD COLUMN asked_again REAL;
