-- What was made in a sitting that the borger kept to themself, or by an answer they held back, is shared with nobody. That
-- is asked of the sitting while there is one; once it is let go of, the entry has no topic by which it could be shared.
CREATE TRIGGER entry_kept_stays_kept BEFORE DELETE ON session
BEGIN
  UPDATE entry SET topic = '' WHERE session_id = OLD.id AND (OLD.shares = 0 OR EXISTS
    (SELECT 1 FROM held_back h WHERE h.session_id = OLD.id AND h.step = entry.step AND h.item = entry.item AND h.held = 1));
END;
