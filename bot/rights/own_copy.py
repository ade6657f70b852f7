"""All that is kept of a borger as lines to read, in the borger's language, with the files that belong to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.config import Settings
from bot.desk import plan_words
from bot.desk.plan_words import WEEKDAYS
from bot.planning import proposal_view
from bot.rights import access_log
from bot.rights.access_log import Look
from bot.talking.talk import promised
from dialogs import path
from dialogs.activity import happening
from dialogs.library import shared_topics
from dialogs.model import Dialog
from dialogs.profile import Reading, ScaleStyle
from dialogs.receipt import in_words
from dialogs.text import T, Text
from locales.texts import Texts
from storage import (
    activities,
    agendas,
    answers,
    followup,
    media,
    notes,
    people,
    proposals,
    reminders,
    schedules,
    sessions,
    sharing,
)
from storage.answers import StoredAnswer
from storage.people import Person
from storage.tx import Tx

READINGS = {Reading.PICTURES: T("Pictures"), Reading.BOTH: T("Both"), Reading.TEXT: T("Text")}
STYLES = {
    ScaleStyle.FACES: T("Faces"),
    ScaleStyle.THUMBS: T("Thumbs"),
    ScaleStyle.NUMBERS: T("Numbers"),
    ScaleStyle.WORDS: T("Words"),
}
REMINDED = {
    "open": T("not answered"),
    "over": T("not answered"),
    "ok": T("OK"),
    "snoozed": T("remind me again"),
    "moving": T("you asked to move it"),
    "moved": T("you moved it"),
    "not_today": T("not today"),
}


NOT_CALLED_BACK = T(
    "You can have everything erased. I cannot delete old messages to others. I cannot delete files they have saved. I"
    " cannot delete what Telegram keeps. The house may also have a backup."
)


def copy_of(
    tx: Tx, borger: Person, settings: Settings, texts: Texts, library: Mapping[str, Dialog], now: datetime
) -> tuple[list[str], dict[str, bytes]]:
    """The lines of a copy as it is at the instant `now`, and the files that belong to it by name."""
    copy = _OwnCopy(tx, settings, texts, library, now)
    return copy.lines(borger), copy.files


class _OwnCopy:
    """Collects the lines of a copy as it is at the instant `now`, and the files that belong to it by name."""

    def __init__(self, tx: Tx, settings: Settings, texts: Texts, library: Mapping[str, Dialog], now: datetime) -> None:
        self._tx = tx
        self._today = now.astimezone(settings.zone).date()
        self._settings = settings
        self._say = texts.say
        self._dialogs: dict[str, Dialog] = {}
        self._library = library
        self._topics = shared_topics(library)
        self.files: dict[str, bytes] = {}

    def lines(self, borger: Person) -> list[str]:
        parts = [
            [borger.name, *self._settings_of(borger)],
            *self._answers(borger),
            self._readers(borger),
            self._follow_ups(borger),
            self._wishes(borger),
            self._planned(borger),
            self._talks(borger),
            self._notes(borger),
            [self._say(access_log.told(Look(at.astimezone(self._settings.zone), name, (access_log.kind(what),))))
             for at, name, what in sharing.looks_at(self._tx, borger.id)],
            [self._say(NOT_CALLED_BACK)],
        ]  # fmt: skip
        return "\n\n".join("\n".join(part) for part in parts if part).splitlines()

    def _settings_of(self, borger: Person) -> list[str]:
        say, profile = self._say, borger.profile
        reads = (READINGS[profile.reading], STYLES[profile.style], profile.steps,
                 T("English") if profile.language == "en" else T("Dansk"))  # fmt: skip
        lines = [f"{say(T('How I read'))}: {', '.join(say(T('{part}', part=part)) for part in reads)}"]
        contacts = tuple(contact.name for contact in people.contacts_of(self._tx, borger.id))
        lines.append(f"{say(T('Contact persons'))}: {say(T('{names}', names=contacts)) if contacts else '–'}")
        rhythm = agendas.rhythm_of(self._tx, borger.id)
        for schedule in schedules.schedules_of(self._tx, borger.id):
            dialog, plan = self._library.get(schedule.dialog_id), schedule.plan
            if dialog and plan.days:
                days = T("{days} {time}", days=tuple(WEEKDAYS[day - 1] for day in plan.days), time=plan.at)
                hours = T("{count} hours", count=plan.window.total_seconds() / 3600)
                lines.append(f"{say(dialog.title.plain())}: {say(days)} ({say(hours)})")
        quiet = T("{start} to {end}", start=rhythm.quiet.start, end=rhythm.quiet.end) if rhythm.quiet else T("Never")
        lines.append(f"{say(T('When must it be quiet?'))} {say(quiet)}")
        if rhythm.paused_until and rhythm.paused_until > self._today:
            lines.append(say(T("You are having a break until {date}.", date=rhythm.paused_until)))
        return lines

    def _answers(self, borger: Person) -> list[list[str]]:
        """The answers, each session by itself under its dialog's title, with whose they are."""
        parts: list[list[str]] = []
        session_id = 0
        for answer in answers.own_answers(self._tx, borger.id):
            dialog = self._dialog(answer)
            if answer.session_id != session_id:
                session_id = answer.session_id
                parts.append([self._said(answer.said_at, _title(dialog, answer))])
            parts[-1].append(self._line(dialog, answer))
        return parts

    def _readers(self, borger: Person) -> list[str]:
        return [
            self._say(T("{name} may read »{topic}«.", name=reader, topic=self._topics.get(topic, topic)))
            for reader, topic in sharing.grants_of(self._tx, borger.id)
        ]

    def _follow_ups(self, borger: Person) -> list[str]:
        lines = []
        for act in followup.follow_ups_for(self._tx, borger.id):
            name = self._name(act.staff_id)
            seen = T("{name} has read your answer.", name=name)
            writes = T("{name} writes: »{note}«", name=name, note=act.note)
            lines.append(self._said(act.at, writes if act.note else seen))
            if act.done:
                lines.append(self._say(T("{name} has done it: »{note}«", name=name, note=act.note)))
        return lines

    def _wishes(self, borger: Person) -> list[str]:
        lines = []
        for wish in proposals.proposals_of(self._tx, borger.id):
            when = datetime.combine(wish.day, wish.at) if wish.day and wish.at else wish.day
            what = T("{title}, {when}", title=wish.title, when=when) if when else T("{title}", title=wish.title)
            stands = proposal_view.STATES.get(wish.state, T("Nobody has answered yet."))
            said = Text(stands.id, {"name": self._name(wish.answered_by or 0), "reason": wish.reason})
            lines.append(f"{self._said(wish.made_at, T('You would like: {what}.', what=what))} {self._say(said)}")
        return lines

    def _planned(self, borger: Person) -> list[str]:
        """What stands in the week, how single days differ, and what was said to reminders of it."""
        lines = []
        for activity in activities.activities_of(self._tx, borger.id, with_ended=True):
            plan = activity.plan
            what = (T("{title}, {when}", title=plan.title, when=plan_words.when(plan, activity.set_at)),
                    *plan_words.details(plan))  # fmt: skip
            lines.append(" ".join(self._say(text) for text in what))
            for slot, change in sorted(activity.changes.items()):
                one = happening(plan, slot, change)
                stands = plan_words.standing(one)
                said = f"{self._said(one.start, stands)}" if stands else self._say(T("{when}", when=slot))
                lines.append(f"{said} {change.reason}".rstrip())
            for reminder in reminders.reminders_of(self._tx, activity.id):
                answer = T("A reminder: {answer}", answer=REMINDED[reminder.state])
                lines.append(self._said(reminder.sent_at, answer))
        return lines

    def _notes(self, borger: Person) -> list[str]:
        return [
            self._said(note.at, T("Note by {name}: »{words}«", name=note.by or "–", words=note.words))
            for note in reversed(notes.notes_of(self._tx, borger.id))
        ]

    def _talks(self, borger: Person) -> list[str]:
        lines = []
        for call in followup.talks_of(self._tx, borger.id):
            ended = T("You called it off.") if call.closed else T("Nobody has answered yet.")
            if call.taken_by is not None:
                ended = promised(call.promise, self._name(call.taken_by))
            lines.append(f"{self._said(call.at, T('You asked to talk with somebody.'))} {self._say(ended)}")
        return lines

    def _name(self, person_id: int) -> str:
        person = people.person_by_id(self._tx, person_id)
        return person.name if person else "–"

    def _said(self, at: datetime, text: Text) -> str:
        local = at.astimezone(self._settings.zone)
        when = T("{when}", when=local)
        if local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset():  # an hour that comes twice in October
            when = T("{when} (UTC{distance})", when=when, distance=local.isoformat()[-6:])
        return self._say(T("{when}: {text}", when=when, text=text))

    def _line(self, dialog: Dialog, answer: StoredAnswer) -> str:
        step = dialog.step(answer.step)
        name = self._say((step.name or step.text).plain())
        stored_session = sessions.session_by_id(self._tx, answer.session_id) if answer.item else None
        if stored_session:
            _, ask = path.laid_out(dialog, stored_session.session).get((answer.step, answer.item), (0, None))
            name = f"{self._say(path.label(ask.item))}, {name}" if ask and ask.item else name
        said = [f"»{answer.words}«"] if answer.words else []
        stored = media.media_by_id(self._tx, answer.media_id) if answer.media_id else None
        body = media.body_of(self._tx, stored.id) if stored else None
        if stored and body:
            file = f"{stored.id}.{'ogg' if stored.kind == 'voice' else 'jpg'}"
            self.files[file] = body
            said.append(f"({file})")
        return f"{name}: {' '.join(said) or self._say(in_words(step, answer.outcome, answer.choices))}"

    def _dialog(self, answer: StoredAnswer) -> Dialog:
        if answer.version not in self._dialogs:
            self._dialogs[answer.version] = sessions.dialog_of(self._tx, answer.version)
        return self._dialogs[answer.version]


def _title(dialog: Dialog, answer: StoredAnswer) -> Text:
    title = dialog.title.plain()
    match answer.provenance:
        case "helped":
            return T("{title} (with help: {name})", title=title, name=answer.by)
        case "observed":
            return T("{title} (noticed by {name})", title=title, name=answer.by)
        case "self":
            return title
