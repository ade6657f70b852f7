"""The Plan screen: what is planned today and in the seven days to come, as one card with its buttons."""

from __future__ import annotations

from datetime import date
from html import escape

from bot.desk import plan_words
from bot.desk.desk import Desk
from bot.desk.flow import Done, Start
from bot.desk.heard import when_heard
from bot.planning import plan_acts, planning, proposals
from bot.planning.plan_acts import DELAYS, Spot, can_be_late, can_be_restored, local, spot, together
from bot.planning.plan_list import ButtonRows, button, show, show_list, spot_button, spot_data
from bot.reminding.rings import of_occurrence
from bot.talking import duty
from bot.telegram.buttons import Tap
from bot.telegram.content import InlineButton
from dialogs.engine.session import Shown
from dialogs.permissions import Role
from dialogs.text import T, Text
from dialogs.words.visible import cut
from storage import activities, sessions, surfaces
from storage.people import Person


def act_done(desk: Desk, done: Done) -> None:
    """A small dialog of the screen has ended: the screen is drawn as it is now."""
    at = plan_acts.act_done(desk, done)
    if done.chosen("instead") != "move":
        _show_again(desk, done.person, plan_acts.surface_of(done.stored.target), at)


def plan(desk: Desk, start: Start) -> None:
    show_list(desk, start.person, desk.new_surface(start.person))


def plan_for(desk: Desk, start: Start) -> None:
    planning.begin(desk, start.person, start.surface_id, str(start.about.id))


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """A button of the screen; it carries the surface it stands on for its turn.

    Returns: False if it is not this person's, or not as it was: then the screen is drawn as it is now.
    """
    surface_id = tap.turn
    if person.role is Role.BORGER or not surfaces.is_on(desk.tx, surface_id, person.id):
        return False
    verb, _, rest = tap.choice.partition("_")
    if tap.id == 0:
        return _screen_tapped(desk, person, surface_id, verb, rest)
    slot = _slot(rest)
    at = spot(desk, person, tap.id, slot) if slot else None
    if at is None and verb == "see" and activities.is_offered(desk.tx, tap.id):
        desk.runner.go(desk, "house_offers", Start(person, person, target=str(tap.id)))
        return True
    if at is None or not _act(desk, person, at, verb, surface_id):
        show_list(desk, person, surface_id)
        return False
    return True


def _screen_tapped(desk: Desk, person: Person, surface_id: int, verb: str, rest: str) -> bool:
    match verb:
        case "day" if (day := _slot(rest.partition("_")[0])) and (page := rest.partition("_")[2]).isdecimal():
            show_list(desk, person, surface_id, day, int(page))
        case "new":
            planning.let_go(desk, person)
            planning.begin(desk, person, surface_id)
        case "goon" if planning.go_on(desk, person):
            show_list(desk, person, surface_id)
        case "wishes":
            proposals.wishes(desk, Start(person, person))
        case "offers":
            desk.runner.go(desk, "house_offers", Start(person, person))
        case "duty":
            duty.duty(desk, Start(person, person))
        case _:
            show_list(desk, person, surface_id)
            return False
    return True


def _act(desk: Desk, person: Person, at: Spot, verb: str, surface_id: int) -> bool:
    """Returns: False if it cannot be done to the occurrence as it stands."""
    group = together(desk, person, at) if verb.endswith("all") else [at]
    match verb.removesuffix("all"):
        case "see":
            pass
        case "late":
            show(desk, person, surface_id, *_late_card(desk, person, at, surface_id))
            return True
        case "late15" | "late30" | "late45" as minutes if can_be_late(at, int(minutes[4:]), desk.now):
            plan_acts.late(desk, person, group, int(minutes[4:]))
        case "restore":
            plan_acts.restore(desk, person, group)
        case "move" | "cancel" | "end" as act:
            _open(desk, person, at, f"{act}_activity", surface_id)
        case "change" if verb == "change" and len(several := together(desk, person, at)) > 1:
            show(desk, person, surface_id, *_scope_card(desk, person, several, surface_id))
            return True
        case "change" | "changeone":
            planning.change(desk, person, [each.activity for each in group], at.one.slot)
        case _:
            return False
    _show_again(desk, person, surface_id, at)
    return True


def _open(desk: Desk, person: Person, at: Spot, dialog: str, surface_id: int) -> None:
    """Opens a small dialog beside the screen; one that is open already comes again."""
    wanted = plan_acts.target(at, surface_id)
    begun = sessions.open_session(desk.tx, person.id, dialog)
    if begun and begun.target == wanted:
        desk.runner.feed(desk, begun, Shown())
    else:
        desk.runner.go(desk, dialog, Start(person, at.borger, target=wanted))


# -- one occurrence


def _show_again(desk: Desk, person: Person, surface_id: int, at: Spot | None) -> None:
    """The occurrence as it stands now; the list, if it is there no more."""
    again = spot(desk, person, at.activity.id, at.one.slot) if at else None
    if again is None:
        show_list(desk, person, surface_id)
    else:
        show(desk, person, surface_id, _told(desk, person, again), _choices(desk, person, again, surface_id))


def _told(desk: Desk, person: Person, at: Spot) -> str:
    texts = desk.texts(person)
    plan = at.activity.plan
    lines = [plan_words.capital(texts.say(plan_words.moment(local(desk, at.one.start), desk.local.date())))]
    if special := plan_words.standing(at.one):
        lines[0] += f" ({texts.say(special)})"
    if at.one.reason:
        lines.append(f"»{at.one.reason}«")
    if plan.repeat.unit != "once":
        lines.append(plan_words.capital(texts.say(plan_words.often(plan.repeat))) + ".")
    lines += [texts.say(line) for line in plan_words.details(plan)]
    lines += [texts.say(line) for line in of_occurrence(desk, at.borger, at.activity.id, at.one)]
    return f"<b>{escape(f'{at.borger.name}: {plan.pictogram} {plan.title}')}</b>\n{escape(chr(10).join(lines))}"


def _choices(desk: Desk, person: Person, at: Spot, surface_id: int) -> ButtonRows:
    def b(label: Text, sign: str, verb: str) -> InlineButton:
        return spot_button(desk, person, at, label, sign, surface_id, verb)

    rows: list[tuple[InlineButton, ...]] = []
    if any(can_be_late(at, minutes, desk.now) for minutes in DELAYS):
        rows.append((b(T("Late"), "⏰", "late"),))
    cancel = () if not at.one.stands else (b(T("Cancel"), "✖️", "cancel"),)
    rows.append((b(T("Move"), "📅", "move"), *cancel))
    if can_be_restored(at, desk.now):
        rows.append((b(T("As planned"), "↩️", "restore"),))
    recurs = at.activity.plan.repeat.unit != "once"
    rows.append((b(T("Change the series") if recurs else T("Change it"), "✏️", "change"),))
    if recurs:
        rows.append((b(T("End the series"), "⏹️", "end"),))
    rows.append((button(desk, person, T("Back"), "⬅️", 0, surface_id, f"day_{local(desk, at.one.start):%Y%m%d}_0"),))
    return tuple(rows)


def _late_card(desk: Desk, person: Person, at: Spot, surface_id: int) -> tuple[str, ButtonRows]:
    """How late; for what is planned for several, for all of them or one."""
    texts = desk.texts(person)
    group = together(desk, person, at)
    rows: list[tuple[InlineButton, ...]] = []
    for suffix, names in (("all", [each.borger.name for each in group]), ("", [at.borger.name])):
        if suffix and len(group) == 1:
            continue
        who = "" if len(group) == 1 else f"{cut(', '.join(names), 20)}: "
        rows += [
            (InlineButton(f"⏰ {who}{texts.say(T('{count} min', count=minutes))}", spot_data(at, surface_id,
                          f"late{minutes}{suffix}")),)
            for minutes in DELAYS if can_be_late(at, minutes, desk.now)
        ]  # fmt: skip
    rows.append((spot_button(desk, person, at, T("Back"), "⬅️", surface_id, "see"),))
    gets = texts.lines(when_heard(desk, each.borger, starts=each.one.start) for each in group)
    asks = texts.say(T("How much later?"))
    return f"{_told(desk, person, at)}\n\n{escape(gets)}\n\n<b>{escape(asks)}</b>", tuple(rows)


def _scope_card(desk: Desk, person: Person, group: list[Spot], surface_id: int) -> tuple[str, ButtonRows]:
    texts = desk.texts(person)
    at, names = group[0], tuple(each.borger.name for each in group)
    rows = (
        (spot_button(desk, person, at, T("For {names}", names=names), "👥", surface_id, "changeall"),),
        (spot_button(desk, person, at, T("Only for {name}", name=at.borger.name), "👤", surface_id, "changeone"),),
        (spot_button(desk, person, at, T("Back"), "⬅️", surface_id, "see"),),
    )
    return f"{_told(desk, person, at)}\n\n<b>{escape(texts.say(T('For whom?')))}</b>", rows


def _slot(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
