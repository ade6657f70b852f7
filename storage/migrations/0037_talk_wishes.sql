-- How a borger who calls for a talk would like it, and what it is about, if they say so; "-" if they pass it over. What
-- staff have said by voice, photo or video can also be the answer to a call.
ALTER TABLE talk ADD COLUMN way TEXT NOT NULL DEFAULT '';
ALTER TABLE talk ADD COLUMN topic TEXT NOT NULL DEFAULT '';
ALTER TABLE spoken ADD COLUMN talk_id INTEGER REFERENCES talk ON DELETE CASCADE;
CREATE INDEX spoken_of_talk ON spoken (talk_id) WHERE talk_id IS NOT NULL;
