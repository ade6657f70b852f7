-- Answers to taps are no rows any more: those that are left are of no use.
DELETE FROM outbox WHERE action = 'toast';
