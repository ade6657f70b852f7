-- When somebody took a call: what they said then, "I am coming now", is true for a while only. Of those of before, only when
-- they were made is known.
ALTER TABLE talk ADD COLUMN taken_at REAL;
