"""A borger's settings in their own copy."""

from __future__ import annotations

from bot.desk import plan_words
from bot.desk.copying import Copy
from dialogs.profile import Reading, ScaleStyle
from dialogs.text import T
from storage import activities, agendas, contact_wishes, people, schedules
from storage.people import Person

READINGS = {Reading.PICTURES: T("Pictures"), Reading.BOTH: T("Both"), Reading.TEXT: T("Text")}
STYLES = {
    ScaleStyle.FACES: T("Faces"),
    ScaleStyle.THUMBS: T("Thumbs"),
    ScaleStyle.NUMBERS: T("Numbers"),
    ScaleStyle.WORDS: T("Words"),
}


def settings_in_copy(copy: Copy, borger: Person) -> list[list[str]]:
    say, profile = copy.say, borger.profile
    reads = (READINGS[profile.reading], STYLES[profile.style], profile.steps,
             T("English") if profile.language == "en" else T("Dansk"),
             *((T("Read aloud"),) if profile.hears else ()))  # fmt: skip
    lines = [f"{say(T('How I read'))}: {', '.join(say(T('{part}', part=part)) for part in reads)}"]
    contacts = tuple(contact.name for contact in people.contacts_of(copy.tx, borger.id))
    lines.append(f"{say(T('Contact persons'))}: {say(T('{names}', names=contacts)) if contacts else '–'}")
    if asked := contact_wishes.asked_at(copy.tx, borger.id):
        lines.append(copy.said(asked, T("You have asked for a contact person.")))
    rhythm = agendas.rhythm_of(copy.tx, borger.id)
    for schedule in schedules.schedules_of(copy.tx, borger.id):
        dialog, plan = copy.library.get(schedule.dialog_id), schedule.plan
        if dialog and plan.asks:
            goes_by = activities.title_of(copy.tx, plan.around.activity_id) if plan.around else None
            days = plan_words.asked_when(plan, goes_by)
            hours = T("{count} hours", count=plan.window.total_seconds() / 3600)
            lines.append(f"{say(dialog.title.plain())}: {say(days)} ({say(hours)})")
    quiet = T("{start} to {end}", start=rhythm.quiet.start, end=rhythm.quiet.end) if rhythm.quiet else T("Never")
    lines.append(f"{say(T('When must it be quiet?'))} {say(quiet)}")
    if rhythm.paused_until and rhythm.paused_until > copy.today:
        lines.append(say(T("You are having a break until {date}.", date=rhythm.paused_until)))
    return [[borger.name, *lines]]
