"""All that can be opened: every dialog's flow and every screen, with what one must be allowed to do."""

from __future__ import annotations

from bot import shown
from bot.asking import checkins, look_back, together
from bot.asking.check_in_plans import times_flows
from bot.desk.desk import Desk
from bot.desk.flow import Done, Flow, Screen, Start
from bot.desk.runner import Runner
from bot.people import chat_commands, house_screen, joining, settings, staff_help
from bot.people.leaving import leaving_flows
from bot.planning import proposals
from bot.planning.plan_screens import plan_flows, plan_screens
from bot.planning.planning import planning_flows
from bot.reminding import own_reminders, reminder_taps
from bot.reviewing import followups, my_curve, page, summaries
from bot.rights import access_log, privacy
from bot.talking import talk
from bot.week import week, week_dialogs
from dialogs.permissions import Action
from dialogs.session import End


def build_runner() -> Runner:
    """A runner that knows every flow and screen. House dialogs that only keep answers need none of their own."""
    flows, screens = _flows(), _screens()
    runner = Runner(flows, screens, Flow(Action.OWN_CHECK_IN), shown.refresh)

    def answer_now(desk: Desk, start: Start) -> None:
        checkins.answer_now(desk, runner, start)

    def borger_chosen(desk: Desk, done: Done) -> None:
        chosen = done.chosen("who")
        if done.finish.end is End.DONE and chosen:
            settings.open_borger(desk, runner, done, int(chosen))

    def own_words_done(desk: Desk, done: Done) -> None:
        goes_on = done.chosen("where") not in ("", "forget")
        if done.finish.end is not End.EXPIRED and not goes_on:
            checkins.bring_back(desk, runner, done.person)

    for dialog in ("own_words", "wish", "note"):
        flows[dialog] = Flow(Action.OWN_WORDS, finished=own_words_done)

    def answer_with(desk: Desk, start: Start) -> None:
        together.choose(desk, runner, start)

    def dialog_chosen(desk: Desk, done: Done) -> None:
        together.begin(desk, runner, done)

    def observe(desk: Desk, start: Start) -> None:
        together.observe(desk, runner, start)

    flows["together"] = Flow(Action.ANSWER_WITH, together.dialogs_known, dialog_chosen)
    flows["observation"] = Flow(Action.ANSWER_WITH)
    screens["answer_with"] = Screen(Action.ANSWER_WITH, answer_with)
    screens["observe"] = Screen(Action.ANSWER_WITH, observe)
    screens["answer_now"] = Screen(Action.OWN_CHECK_IN, answer_now)
    flows["borgere"] = Flow(Action.CREATE_BORGER, settings.borgere_known, borger_chosen)
    flows |= times_flows(runner) | leaving_flows(runner) | planning_flows(runner) | plan_flows(runner)
    flows |= proposals.wish_flows(runner)
    screens |= plan_screens(runner)
    return runner


def _flows() -> dict[str, Flow]:
    return {
        "welcome": Flow(None, joining.welcome_known, joining.welcome_done),
        "more": Flow(Action.OWN_READING),
        "reading": Flow(Action.OWN_READING, finished=settings.reading_done),
        "settings": Flow(Action.OWN_READING),
        "help": Flow(Action.ASK_TO_TALK, chat_commands.help_known),
        "offer_help": Flow(Action.ASK_TO_TALK),
        "offer_stop": Flow(Action.ASK_TO_TALK),
        "privacy": Flow(Action.OWN_SHARING, privacy.privacy_known),
        "stop": Flow(Action.OWN_SHARING),
        "staff_settings": Flow(Action.OWN_SETTINGS),
        "staff_stop": Flow(Action.OWN_SETTINGS, staff_help.stop_known),
        "remind_me": Flow(Action.OWN_PLANS),
        "own_reminder": Flow(Action.OWN_PLANS, finished=own_reminders.added, says_so=True),
        "my_reminders": Flow(Action.OWN_PLANS, own_reminders.known, own_reminders.removed),
        "move_it": Flow(Action.OWN_PLANS, reminder_taps.move_known, reminder_taps.move_done),
        "sharing": Flow(Action.OWN_SHARING, settings.sharing_known, settings.sharing_done),
        "pause": Flow(Action.SET_TIMES, finished=settings.pause_done),
        "staff_more": Flow(Action.OWN_SETTINGS),
        "language": Flow(None, finished=settings.reading_done),
        "my_name": Flow(Action.OWN_SETTINGS, finished=settings.name_done),
        "summary_time": Flow(Action.OWN_SUMMARY, finished=settings.summary_time_done),
        "new_staff": Flow(Action.INVITE_STAFF, finished=joining.new_staff_done),
        "new_borger": Flow(Action.CREATE_BORGER, settings.staff_known, joining.new_borger_done),
        "contacts": Flow(Action.MANAGE_BORGER, settings.staff_known, settings.contacts_done),
        "borger_menu": Flow(Action.MANAGE_BORGER),
        "staff_note": Flow(Action.READ_SHARED, finished=page.note_added),
        "look_ahead": Flow(Action.OWN_CHECK_IN, week_dialogs.look_ahead_known, week_dialogs.look_ahead_done),
        "look_back": Flow(Action.OWN_CHECK_IN, look_back.known),
        "follow_up": Flow(Action.FOLLOW_UP, finished=followups.follow_up_done),
    }


def _screens() -> dict[str, Screen]:
    return {
        "talk": Screen(Action.ASK_TO_TALK, talk.talk),
        "looks": Screen(Action.OWN_SHARING, access_log.looks),
        "week": Screen(Action.OWN_CHECK_IN, week.week),
        "today": Screen(Action.OWN_CHECK_IN, week.today),
        "forget": Screen(Action.OWN_WORDS, checkins.forget),
        "about": Screen(None, checkins.about),
        "no_summary": Screen(Action.OWN_SUMMARY, staff_help.no_summary),
        "news": Screen(Action.OWN_SETTINGS, summaries.news),
        "my_graph": Screen(Action.OWN_CHECK_IN, my_curve.my_graph),
        "borger_page": Screen(Action.READ_SHARED, page.borger_page),
        "follow_ups": Screen(Action.OWN_SETTINGS, followups.follow_ups),
        "wishes": Screen(Action.OWN_SETTINGS, proposals.wishes),
        "new_link": Screen(Action.MANAGE_BORGER, joining.new_link),
        "house": Screen(Action.SEE_HOUSE, house_screen.house),
    }
