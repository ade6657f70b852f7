"""How long each table's rows are kept, and from when that counts: one table for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.tx import Tx, stamp


@dataclass(frozen=True)
class Kept:
    """How long a table's rows stay: `since` names the instant it counts from, or why they stay as long as they do.

    `sql` deletes at most ?2 rows as old as the instant ?1. `span` is how old that is; None: what the house has agreed.
    """

    since: str
    sql: str = ""
    span: timedelta | None = None


AT_ONCE = 1_000_000
"""Bytes of voice messages and photos after which a batch ends: each is overwritten, and taps wait for that long."""
MOST = 500
"""Rows let go of in one transaction."""
_PAPERS = "(SELECT v.version FROM dialog_version v WHERE json_extract(v.body, '$.purpose') = 'paper')"
"""What stands in a paper is as old as its last change, and lines of later sittings point at those of earlier ones: they
go together."""
_DAY = "date(?1, 'unixepoch')"

RETENTION: Mapping[str, Kept] = {
    # What somebody said, did or saw: as long as the house has agreed.
    "session": Kept(
        "when it was begun; one still open, when it was last answered; all of a paper, when the last of them was begun",
        "DELETE FROM session WHERE id IN (SELECT id FROM"
        " (SELECT s.id FROM session s WHERE s.opened_at < ?1 AND (s.status <> 'open' OR"
        "  NOT EXISTS (SELECT 1 FROM answer a WHERE a.session_id = s.id AND a.said_at >= ?1))"
        f"  AND s.version NOT IN {_PAPERS} LIMIT ?2)"
        f" UNION ALL SELECT s.id FROM session s WHERE s.opened_at < ?1 AND s.version IN {_PAPERS} AND NOT EXISTS"
        " (SELECT 1 FROM session n WHERE n.about_id = s.about_id AND n.dialog_id = s.dialog_id AND n.opened_at >= ?1))",
    ),
    "answer": Kept("as long as its session"),
    "given_by": Kept("as long as the answer, and as whoever was at the phone when it was given"),
    "media": Kept(
        "as long as an answer, an activity, an offer, an entry, a guide, a card of somebody's own, a recorded card,"
        " what staff have said or a dialog of the house holds it",
        "DELETE FROM media WHERE id IN (SELECT id FROM (SELECT id, sum(bytes) OVER (ORDER BY id) - bytes AS before_it"
        " FROM (SELECT m.id, coalesce(length(m.body), 0) AS bytes FROM media m WHERE ?1"
        " AND NOT EXISTS (SELECT 1 FROM answer a WHERE a.media_id = m.id)"
        " AND NOT EXISTS (SELECT 1 FROM activity p WHERE p.photo_id = m.id)"
        " AND NOT EXISTS (SELECT 1 FROM offer o WHERE o.photo_id = m.id)"
        " AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.photo = m.id)"
        " AND NOT EXISTS (SELECT 1 FROM today_wish y WHERE y.photo = m.id)"
        " AND NOT EXISTS (SELECT 1 FROM staff_card f WHERE f.photo = m.id)"
        " AND NOT EXISTS (SELECT 1 FROM greeting h WHERE h.media_id = m.id)"
        " AND NOT EXISTS (SELECT 1 FROM idea b WHERE b.media_id = m.id)"
        " AND NOT EXISTS (SELECT 1 FROM recording r WHERE r.media_id = m.id)"
        " AND NOT EXISTS (SELECT 1 FROM spoken k WHERE k.media_id = m.id)"
        " AND NOT EXISTS (SELECT 1 FROM guide_media g WHERE g.media_id = m.id)"
        " AND m.unique_id NOT LIKE 'house:%' ORDER BY m.id LIMIT ?2))"
        f" WHERE before_it < {AT_ONCE})",
    ),
    "spoken": Kept("as long as the task, the wish or the call it was said about"),
    "activity": Kept(
        "when it was taken out, or the last of its days",
        "DELETE FROM activity WHERE id IN (SELECT a.id FROM activity a WHERE a.ended_at < ?1 OR coalesce("
        " json_extract(a.plan, '$.repeat.until'), iif(coalesce(json_extract(a.plan, '$.repeat.unit'), 'once') = 'once',"
        f" json_extract(a.plan, '$.repeat.start'), '9999')) < {_DAY} AND NOT EXISTS (SELECT 1 FROM activity_change c"
        f" WHERE c.activity_id = a.id AND json_extract(c.body, '$.day') >= {_DAY}) LIMIT ?2)",
    ),
    "activity_change": Kept(
        "the day it was for, or was moved to",
        "DELETE FROM activity_change WHERE (activity_id, slot) IN (SELECT activity_id, slot FROM activity_change"
        f" WHERE max(slot, coalesce(json_extract(body, '$.day'), '')) < {_DAY} LIMIT ?2)",
    ),
    "reminder": Kept(
        "when what it is of was to begin",
        "DELETE FROM reminder WHERE id IN (SELECT id FROM reminder WHERE starts_at < ?1 LIMIT ?2)",
    ),
    "occurrence": Kept(
        "when it fell due", "DELETE FROM occurrence WHERE id IN (SELECT id FROM occurrence WHERE due_at < ?1 LIMIT ?2)"
    ),
    "proposal": Kept(
        "when it was wished for",
        "DELETE FROM proposal WHERE id IN (SELECT id FROM proposal WHERE made_at < ?1 LIMIT ?2)",
    ),
    "summary": Kept(
        "the end of the time it is about",
        "DELETE FROM summary WHERE id IN (SELECT id FROM summary WHERE until < ?1 LIMIT ?2)",
    ),
    "task": Kept(
        "when it was made, done or not",
        "DELETE FROM task WHERE id IN (SELECT id FROM task WHERE made_at < ?1 LIMIT ?2)",
    ),
    "seen": Kept("when it was said", "DELETE FROM seen WHERE id IN (SELECT id FROM seen WHERE at < ?1 LIMIT ?2)"),
    "talk": Kept(
        "when it was asked for, open or not",
        "DELETE FROM talk WHERE id IN (SELECT id FROM talk WHERE at < ?1 LIMIT ?2)",
    ),
    "talk_call": Kept("as long as its talk"),
    "help_call": Kept("as long as its talk"),
    "guide": Kept(
        "as long as its entry; one that the borger has not been asked about, when it was last changed",
        "DELETE FROM guide WHERE id IN (SELECT id FROM guide WHERE entry_id IS NULL AND changed_at < ?1 LIMIT ?2)",
    ),
    "guide_media": Kept("as long as the guide is so, or was so when somebody began it"),
    "guide_run": Kept(
        "when somebody was last at it",
        "DELETE FROM guide_run WHERE id IN (SELECT id FROM guide_run WHERE touched_at < ?1 LIMIT ?2)",
    ),
    "agreement": Kept(
        "when the borger said no to it or took it back; as long as the person while it stands",
        "DELETE FROM agreement WHERE id IN (SELECT id FROM agreement WHERE state IN ('declined', 'ended')"
        " AND state_at < ?1 LIMIT ?2)",
    ),
    "agreement_hearer": Kept("as long as its agreement, and as whoever it names"),
    "staff_note": Kept(
        "when it was written", "DELETE FROM staff_note WHERE id IN (SELECT id FROM staff_note WHERE at < ?1 LIMIT ?2)"
    ),
    "access_log": Kept(
        "when somebody looked", "DELETE FROM access_log WHERE id IN (SELECT id FROM access_log WHERE at < ?1 LIMIT ?2)"
    ),
    "grants": Kept(
        "when a later choice took its place",
        "DELETE FROM grants WHERE id IN (SELECT g.id FROM grants g WHERE g.at < ?1 AND EXISTS"
        " (SELECT 1 FROM grants later WHERE later.borger_id = g.borger_id AND later.reader_id IS g.reader_id"
        " AND later.topic = g.topic AND later.id > g.id AND later.at < ?1) LIMIT ?2)",
    ),
    "entry": Kept(
        "when it was over; as long as the person while it is not; one occurrence of an activity, as long as what was"
        " said about it",
        "DELETE FROM entry WHERE id IN (SELECT e.id FROM entry e WHERE e.state IN ('ended', 'came_true')"
        " AND e.state_at < ?1"
        " OR e.kind = 'activity' AND e.made_at < ?1"
        " AND NOT EXISTS (SELECT 1 FROM session s WHERE s.entry_id = e.id) LIMIT ?2)",
    ),
    "method_use": Kept(
        "when a later word took its place",
        "DELETE FROM method_use WHERE id IN (SELECT m.id FROM method_use m WHERE m.at < ?1 AND EXISTS (SELECT 1 FROM"
        " method_use later WHERE later.borger_id = m.borger_id AND later.method = m.method AND later.id > m.id"
        " AND later.at < ?1) LIMIT ?2)",
    ),
    "house_setting": Kept("as long as the house; without the name of who set it when they have left"),
    "hand": Kept(
        "when both were asked", "DELETE FROM hand WHERE id IN (SELECT id FROM hand WHERE asked_at < ?1 LIMIT ?2)"
    ),
    "today_wish": Kept("as long as the session it was said in"),
    "offer": Kept(
        "when it was taken out, or the last of its days",
        "DELETE FROM offer WHERE id IN (SELECT o.id FROM offer o WHERE o.ended_at < ?1 OR coalesce("
        " json_extract(o.plan, '$.repeat.until'), iif(coalesce(json_extract(o.plan, '$.repeat.unit'), 'once') = 'once',"
        f" json_extract(o.plan, '$.repeat.start'), '9999')) < {_DAY} AND NOT EXISTS (SELECT 1 FROM offer_change c"
        f" WHERE c.offer_id = o.id AND json_extract(c.body, '$.day') >= {_DAY}) LIMIT ?2)",
    ),
    "offer_runner": Kept("as long as the offer, and as who runs it"),
    "offer_change": Kept(
        "the day it was for, or was moved to",
        "DELETE FROM offer_change WHERE (offer_id, slot) IN (SELECT offer_id, slot FROM offer_change"
        f" WHERE max(slot, coalesce(json_extract(body, '$.day'), '')) < {_DAY} LIMIT ?2)",
    ),
    "sign_up": Kept(
        "when the borger last said something to it",
        "DELETE FROM sign_up WHERE id IN (SELECT id FROM sign_up WHERE at < ?1 LIMIT ?2)",
    ),
    "every_time": Kept("as long as the offer, and as whoever comes"),
    "hears_offers": Kept("as long as the borger wants it"),
    "may_be_asked": Kept("as long as the borger wants it"),
    "asked_along": Kept(
        "the day it was about; as long as the two",
        f"DELETE FROM asked_along WHERE id IN (SELECT id FROM asked_along WHERE slot < {_DAY} LIMIT ?2)",
    ),
    "today_told": Kept("as long as what was told, and as whom it names"),
    "wish_answer": Kept("as long as the wish, and as the task by which it was answered"),
    "thing_from": Kept("as long as the session that holds the thing"),
    "read_answer": Kept("as long as the answer, and as who has read it"),
    "narrowed": Kept("until something else is chosen, or as long as the borger"),
    "help_first": Kept("as long as the borger wants it"),
    "sheet": Kept(
        "when it was opened", "DELETE FROM sheet WHERE id IN (SELECT id FROM sheet WHERE opened_at < ?1 LIMIT ?2)"
    ),
    "contact_wish": Kept("until there is somebody, or it is not needed any more"),
    "greeting": Kept(
        "when it was sent; one that the borger keeps, as long as the borger",
        "DELETE FROM greeting WHERE id IN (SELECT id FROM greeting WHERE state <> 'kept' AND at < ?1 LIMIT ?2)",
    ),
    "idea": Kept(
        "the day it was said", f"DELETE FROM idea WHERE id IN (SELECT id FROM idea WHERE day < {_DAY} LIMIT ?2)"
    ),
    "idea_support": Kept("as long as the idea, and as whoever wants it too"),
    "lent": Kept("as long as the days somebody is off, and as the word it is about"),
    "held_back": Kept("as long as the session it is an answer of"),
    "duty": Kept(
        "the day it was for",
        "DELETE FROM duty WHERE (staff_id, day, shift) IN (SELECT staff_id, day, shift FROM duty"
        f" WHERE day < {_DAY} LIMIT ?2)",
    ),
    "away": Kept(
        "its last day", f"DELETE FROM away WHERE staff_id IN (SELECT staff_id FROM away WHERE last < {_DAY} LIMIT ?2)"
    ),
    "new_phone": Kept("until it is settled, or a later one takes its place"),
    "invitation": Kept(
        "when it ended",
        "DELETE FROM invitation WHERE code_hash IN (SELECT code_hash FROM invitation WHERE expires_at < ?1 LIMIT ?2)",
    ),
    "news": Kept("as long as the person: the list they have before them alone"),
    "news_name": Kept("as long as the list, and as whom it names"),
    "page": Kept(
        "when it was last turned to",
        "DELETE FROM page WHERE (reader_id, borger_id) IN"
        " (SELECT reader_id, borger_id FROM page WHERE at < ?1 LIMIT ?2)",
    ),
    "surface": Kept(
        "when it came; one that stands nowhere, as long as anything is to be shown on it",
        "DELETE FROM surface WHERE id IN (SELECT s.id FROM surface s WHERE s.sent_at < ?1 OR s.message_id IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.surface_id = s.id)"
        " AND NOT EXISTS (SELECT 1 FROM session e WHERE e.surface_id = s.id)"
        " AND NOT EXISTS (SELECT 1 FROM summary y WHERE y.surface_id = s.id)"
        " AND NOT EXISTS (SELECT 1 FROM talk t WHERE t.surface_id = s.id)"
        " AND NOT EXISTS (SELECT 1 FROM talk_call c WHERE c.surface_id = s.id)"
        " AND NOT EXISTS (SELECT 1 FROM reminder r WHERE r.surface_id = s.id)"
        " AND NOT EXISTS (SELECT 1 FROM guide_run u WHERE u.surface_id = s.id)"
        " AND NOT EXISTS (SELECT 1 FROM news n WHERE n.surface_id = s.id)"
        " AND NOT EXISTS (SELECT 1 FROM page p WHERE p.surface_id = s.id) LIMIT ?2)",
    ),
    "aloud": Kept("as long as the message that can be heard stands in its chat"),
    "proposal_told": Kept("as long as the wish and whom it was told"),
    # What passes through.
    "inbox": Kept(
        "when it came, for Telegram may send it again for a day; what could not be handled is gone with it",
        "DELETE FROM inbox WHERE id IN (SELECT id FROM inbox WHERE status <> 'new' AND received_at < ?1 LIMIT ?2)",
        timedelta(days=8),
    ),
    "outbox": Kept(
        "when it was of no use any more, for whoever mends what was refused",
        "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE expires_at < ?1 LIMIT ?2)",
        timedelta(days=30),
    ),
    "written": Kept(
        "when it was written, as long as Telegram lets it be taken out",
        "DELETE FROM written WHERE (person_id, message_id) IN"
        " (SELECT person_id, message_id FROM written WHERE at < ?1 LIMIT ?2)",
        timedelta(days=2),
    ),
    "timer": Kept("until it goes off, or what it belongs to goes"),
    "sent_file": Kept(
        "when it was last sent",
        "DELETE FROM sent_file WHERE (key, bot_id) IN (SELECT key, bot_id FROM sent_file WHERE used_at < ?1 LIMIT ?2)",
        timedelta(days=90),
    ),
    "sent_file_of": Kept(
        "as long as the file it is about",
        "DELETE FROM sent_file_of WHERE (borger_id, key) IN (SELECT o.borger_id, o.key FROM sent_file_of o"
        " WHERE ?1 AND NOT EXISTS (SELECT 1 FROM sent_file f WHERE f.key = o.key) LIMIT ?2)",
    ),
    "erasure": Kept("until it stands in the ledger outside the database"),
    # What a person is and has now: as long as the person.
    "recording": Kept("until it is taken back or recorded anew, and as long as the person whose voice it is"),
    "person": Kept(
        "until somebody takes them out; a borger who has left, as long as anything is kept of them; who worked here, as"
        " long after their access ended as what was said by then; the house, for good"
    ),
    "contact": Kept("as long as both people"),
    "staff_card": Kept("until they change it, and as long as they have access"),
    "day_partner": Kept("until anybody chooses on a later day, and as long as both people"),
    "core_pick": Kept("as long as the borger picks them, and as both people"),
    "circle_pick": Kept("until the borger thinks otherwise, and as long as both people, or until access ends"),
    "guardian": Kept("until staff take them out, and as long as the borger"),
    "consent": Kept("as long as the borger takes part"),
    "goodbye": Kept("until it is done or undone"),
    "schedule": Kept("as long as the person: the present plan alone"),
    "agenda": Kept("as long as the person: the present rhythm alone"),
    "watch": Kept("as long as the spell it tells of lasts"),
    "written_copy": Kept("as long as the person: the file may lie where it was written for as long"),
    # What is the house's.
    "meta": Kept("as long as the house: facts about the bot itself"),
    "secret": Kept("as long as the house: what file hashes are keyed with"),
    "dialog_version": Kept("as long as the house: questions, and nobody's answers"),
    "house_dialog": Kept("as long as its file is there: questions, and nobody's answers"),
    "dialog_problem": Kept("as long as the problem is there"),
}


def erase_due(tx: Tx, now: datetime, before: datetime) -> int:
    """Lets go of what has been kept for as long as it may be, at most about `MOST` rows of it with all that hangs on
    them. To be called again, each time in a transaction of its own, until there is nothing more.

    Args:
        before: what is older is no longer kept, where the house's own setting counts.

    Returns: how many rows it erased itself.
    """
    erased = 0
    for kept in RETENTION.values():
        if kept.sql and erased < MOST:
            age = now - kept.span if kept.span else before
            erased += tx.run(kept.sql, stamp(age), MOST - erased)
    return erased
