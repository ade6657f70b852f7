"""Who may do what: one table, asked at every door."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a person is in the house. HOUSE is nobody: it is the house itself, which records can be about."""

    BORGER = "borger"
    STAFF = "staff"
    LEADER = "leader"
    HOUSE = "house"


class Action(StrEnum):
    """What can be asked of the bot."""

    OWN_CHECK_IN = "own_check_in"
    OWN_CONSENT = "own_consent"
    OWN_SHARING = "own_sharing"
    OWN_READING = "own_reading"
    OWN_WORDS = "own_words"
    OWN_PLANS = "own_plans"
    OWN_SETTINGS = "own_settings"
    OWN_SUMMARY = "own_summary"
    ASK_TO_TALK = "ask_to_talk"
    OWN_ALERTS = "own_alerts"
    PROPOSE_ALERT = "propose_alert"
    READ_SHARED = "read_shared"
    FOLLOW_UP = "follow_up"
    STAFF_SIDE = "staff_side"
    ANSWER_WISH = "answer_wish"
    ANSWER_WITH = "answer_with"
    ANSWER_TALK = "answer_talk"
    CREATE_BORGER = "create_borger"
    SET_TIMES = "set_times"
    MANAGE_BORGER = "manage_borger"
    PLAN_WEEK = "plan_week"
    SET_DUTY = "set_duty"
    INVITE_STAFF = "invite_staff"
    MANAGE_STAFF = "manage_staff"
    SEE_HOUSE = "see_house"
    HOUSE_RECORDS = "house_records"
    OFFERS = "offers"
    ANSWER_IDEA = "answer_idea"
    GREET = "greet"


class Bond(StrEnum):
    """How close a member of staff must stand to the borger an action is about: themself; their contact person; that, or
    somebody whom the borger has chosen to read something; any of these, or who may read something just now because they
    are at work; anybody of the house."""

    SELF = "self"
    CONTACT = "contact"
    CHOSEN = "chosen"
    READER = "reader"
    HOUSE = "house"


_OWN = {
    Action.OWN_CHECK_IN,
    Action.OWN_CONSENT,
    Action.OWN_SHARING,
    Action.OWN_READING,
    Action.OWN_WORDS,
    Action.OWN_PLANS,
    Action.ASK_TO_TALK,
    Action.OWN_ALERTS,
    Action.PROPOSE_ALERT,
}

TABLE: dict[Role, dict[Action, Bond]] = {
    Role.BORGER: dict.fromkeys(_OWN, Bond.SELF) | {Action.SET_TIMES: Bond.SELF},
    Role.STAFF: {
        Action.READ_SHARED: Bond.READER,
        Action.FOLLOW_UP: Bond.CHOSEN,
        Action.STAFF_SIDE: Bond.CONTACT,
        Action.PROPOSE_ALERT: Bond.CONTACT,
        Action.ANSWER_WISH: Bond.CONTACT,
        Action.ANSWER_WITH: Bond.CONTACT,
        Action.GREET: Bond.READER,
        Action.ANSWER_TALK: Bond.HOUSE,
        Action.CREATE_BORGER: Bond.HOUSE,
        Action.SET_TIMES: Bond.CONTACT,
        Action.MANAGE_BORGER: Bond.CONTACT,
        Action.PLAN_WEEK: Bond.CONTACT,
        Action.SET_DUTY: Bond.SELF,
        Action.OWN_SETTINGS: Bond.SELF,
        Action.OWN_SUMMARY: Bond.SELF,
        Action.HOUSE_RECORDS: Bond.HOUSE,
        Action.OFFERS: Bond.HOUSE,
        Action.ANSWER_IDEA: Bond.HOUSE,
    },
    Role.LEADER: {
        Action.ANSWER_TALK: Bond.HOUSE,
        Action.CREATE_BORGER: Bond.HOUSE,
        Action.SET_TIMES: Bond.HOUSE,
        Action.MANAGE_BORGER: Bond.HOUSE,
        Action.PLAN_WEEK: Bond.HOUSE,
        Action.SET_DUTY: Bond.HOUSE,
        Action.OWN_SETTINGS: Bond.SELF,
        Action.INVITE_STAFF: Bond.HOUSE,
        Action.MANAGE_STAFF: Bond.HOUSE,
        Action.SEE_HOUSE: Bond.HOUSE,
        Action.OFFERS: Bond.HOUSE,
        Action.ANSWER_IDEA: Bond.HOUSE,
    },
    Role.HOUSE: {},
}
"""A missing entry is a no. READ_SHARED opens the door only: each answer then needs the borger's own grant."""


def may(
    role: Role, action: Action, *, is_self: bool = False, is_contact: bool = False, is_chosen: bool = False,
    is_reader: bool = False,
) -> bool:  # fmt: skip
    """Whether somebody of `role` may do `action` towards a borger to whom they stand as said: see `Bond`."""
    chosen = is_contact or is_chosen
    held = {
        Bond.SELF: is_self,
        Bond.CONTACT: is_contact,
        Bond.CHOSEN: chosen,
        Bond.READER: chosen or is_reader,
        Bond.HOUSE: True,
    }
    bond = TABLE[role].get(action)
    return bond is not None and held[bond]
