-- Of borgere from before consents were kept, the yes was counted from when they were put in. Where the welcome they went
-- through to its end, or their link, is still known, it is counted from then.
UPDATE consent SET said_at = (SELECT coalesce(
    (SELECT max(s.closed_at) FROM session s
     WHERE s.about_id = p.id AND s.person_id = p.id AND s.dialog_id = 'welcome' AND s.status = 'done'),
    (SELECT max(i.used_at) FROM invitation i WHERE i.person_id = p.id AND i.outcome = 'accepted'),
    p.created_at) FROM person p WHERE p.id = consent.borger_id)
  WHERE asked = 0 AND said_at = (SELECT p.created_at FROM person p WHERE p.id = consent.borger_id);
UPDATE timer SET due_at = (SELECT c.said_at + 365 * 86400 FROM consent c WHERE c.borger_id = timer.borger_id)
  WHERE kind = 'consent' AND due_at = (SELECT p.created_at + 365 * 86400 FROM person p JOIN consent c
    ON c.borger_id = p.id WHERE p.id = timer.borger_id AND c.asked = 0);
