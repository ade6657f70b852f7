-- What is looked for by who made a link, and the calls that nobody has taken yet, is found without reading all there is.
CREATE INDEX invitation_made_by ON invitation (made_by) WHERE made_by IS NOT NULL;
CREATE INDEX new_phone_made_by ON new_phone (made_by) WHERE made_by IS NOT NULL;
CREATE INDEX away_deputy ON away (deputy_id) WHERE deputy_id IS NOT NULL;
CREATE INDEX goodbye_begun_by ON goodbye (begun_by) WHERE begun_by IS NOT NULL;
CREATE INDEX talk_untaken ON talk (at) WHERE closed_at IS NULL AND taken_by IS NULL;
