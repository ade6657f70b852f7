-- Of each dialog file of the house's own, what it said when it was last good; and the problems of files that leaders
-- have been told of.
CREATE TABLE house_dialog (id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE dialog_problem (about TEXT PRIMARY KEY) WITHOUT ROWID;
