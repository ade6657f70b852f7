"""Wishes: the album, how staff answer, and what comes of it."""

from __future__ import annotations

from bot.asking import checkins
from bot.desk import heard
from bot.desk.feature import Feature
from bot.desk.flow import Flow, ListOf, Screen
from bot.methods.entries import PROPOSED
from bot.tasks import replies
from bot.wishes import (
    album,
    answering,
    look,
    own_activities,
    page_part,
    planning,
    playing,
    today,
    today_acts,
    today_cards,
)
from bot.wishes.copy_lines import answers_in_copy, today_in_copy
from bot.wishes.standing import ALBUM_SHOWS, WISH
from dialogs.method.needs import day, given, one_from, one_of, time_of_day, words
from dialogs.permissions import Action
from dialogs.text import T

_YES, _SMALLER, _NOT_NOW = (given("way", way) for way in ("yes_", "smaller", "not_now"))

FEATURE = Feature(
    forms={
        WISH: Flow(
            Action.OWN_WORDS, whole=album.whole, finished=checkins.own_words_done, needs={"where": one_of(when=None)}
        ),
        "wish_answer": Flow(
            Action.ANSWER_WISH, answering.known, answering.done, facts=("what", "heard"), lists=("doers",),
            heard=heard.by_day, stands=replies.stands,
            needs={
                "way": one_of("yes_", "smaller", "not_now", among=("yes_", "not_now")),
                "step": words(when=_YES), "by": day(when=_YES), "who": one_from("doers", when=None),
                "less": words(when=_SMALLER), "why": words(when=_NOT_NOW), "again": day(when=_NOT_NOW),
            },
        ),
        look.LOOK: Flow(
            Action.OWN_WORDS, look.known, look.done, facts=("wish",), says_so=False,
            needs={"picture": one_of(), "named": words(when=given("picture", "own"))},
        ),
        today.FEEL_LIKE: Flow(Action.OWN_CHECK_IN, finished=today.asked),
        today_acts.TIME: Flow(
            Action.ANSWER_TALK, today_acts.known, today_acts.time_done, facts=("what", "above"), says_so=True,
            stands=today_acts.stands, needs={"at": time_of_day()},
        ),
        today_acts.WHY: Flow(
            Action.ANSWER_TALK, today_acts.known, today_acts.why_done, facts=("what", "above"), says_so=True,
            stands=today_acts.stands, needs={"why": words()},
        ),
        planning.PLAN_WISH: Flow(
            Action.PLAN_WEEK, planning.known, planning.done, facts=("wish", "above", "heard"), heard=heard.by_day,
            stands=planning.stands,
            needs={"title": words(), "day": day(), "at": time_of_day()},
        ),
    },
    screens={page_part.HEAR: Screen(Action.READ_SHARED, page_part.hear)},
    lists={"activities": ListOf(own_activities.listed, ("own",))},
    taps={album.ALBUM: album.tapped, today_cards.TODAY: today_acts.tapped},
    timers={"today": today.timer_due, "night": today.timer_due},
    changed={PROPOSED: answering.bring_in_line, ALBUM_SHOWS: album.bring_in_line},
    draws={playing.SHOWS: playing.take_back, today_cards.SHOWS: today_acts.draw},
    while_at_work=(today_cards.SHOWS, playing.SHOWS),
    page_parts={page_part.PART: page_part.part},
    page_opens={page_part.HEAR: page_part.HEAR, planning.PLAN_WISH: planning.PLAN_WISH},
    page_ways=(page_part.way,),
    copy_lines=(answers_in_copy, today_in_copy),
    looks={page_part.LOOKED: ("💭", T("your wishes"))},
)  # fmt: skip
