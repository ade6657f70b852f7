"""Summaries, follow-up, the borger's page with its charts and files, and the notes of staff."""

from __future__ import annotations

from bot.desk.feature import Feature
from bot.desk.flow import Flow, Place, Screen
from bot.desk.page_parts import BORGER_PAGE, NEWS_SHOWS, PAGE_SHOWS, SUMMARY_SHOWS
from bot.reviewing import (
    attendance,
    charts,
    exporting,
    followups,
    my_curve,
    news,
    page,
    page_front,
    sittings,
    staff_side,
    summaries,
)
from bot.reviewing.copy_lines import notes_in_copy
from bot.reviewing.news_view import NEWS
from bot.reviewing.summary_view import SUMMARY
from dialogs.method.needs import day, given, one_of, words
from dialogs.permissions import Action
from dialogs.text import T

FOLLOW_UPS = Feature(
    forms={
        "follow_up": Flow(
            Action.FOLLOW_UP, finished=followups.follow_up_done, facts=("heard",), heard=followups.heard_by,
            needs={
                "way": one_of(among=(followups.OWN,)), "note": words(when=given("way", followups.OWN)),
                "by": one_of("today", "tomorrow", "this_week", "date"),
                "day": day(when=given("by", "date")),
            },
        )
    },
    screens={
        "news": Screen(Action.OWN_SETTINGS, news.open_news, stays=True),
        "said": Screen(Action.READ_SHARED, followups.said_in_sitting, stays=True),
    },
    taps={SUMMARY: followups.tapped, NEWS: news.tapped},
    due={"summary": news.summary_due},
    changed={NEWS_SHOWS: news.changed},
    draws={SUMMARY_SHOWS: summaries.draw, followups.OWN_WORDS: followups.take_back},
    while_at_work=(followups.OWN_WORDS, SUMMARY_SHOWS),
    after_work=(news.after_work,),
    reached=(news.reached,),
    page_opens={"follow_up": "follow_up"},
    looks={"summary": ("📬", T("an overview of your answers"))},
)  # fmt: skip
PAGE = Feature(
    screens={
        "my_graph": Screen(Action.OWN_CHECK_IN, my_curve.my_graph, Place("me", T("My curve"), "📈")),
        "borger_page": Screen(Action.READ_SHARED, page.borger_page),
    },
    taps={BORGER_PAGE: page.tapped, my_curve.CURVE: my_curve.tapped},
    draws={PAGE_SHOWS: page.draw},
    while_at_work=(PAGE_SHOWS,),
    page_parts={
        "main": page_front.overview,
        "read": page_front.to_read,
        "write": page_front.to_write,
        "answers": sittings.latest_answers,
        "charts": charts.topics,
        "chart": charts.chart,
        "attendance": attendance.attendance,
        "export": exporting.offer,
    },
    looks={
        "page": ("👤", T("your page")),
        "chart": ("📈", T("your chart")),
        "attendance": ("📅", T("what you took part in")),
        "export": ("🖨️", T("a copy of your answers")),
    },
)
NOTES = Feature(
    forms={"staff_note": Flow(Action.STAFF_SIDE, finished=page.note_added, needs={"note": words()})},
    page_parts={"notes": staff_side.staff_notes},
    page_opens={"add_note": "staff_note"},
    copy_lines=(notes_in_copy,),
)
