-- The cards that say that a session has gone on to another phone are found by the session.
CREATE INDEX surface_handed ON surface (ref) WHERE shows = 'h';
