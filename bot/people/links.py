"""Links that bring somebody in, as words and as a QR code."""

from __future__ import annotations

import secrets
from html import escape

from bot.desk.desk import Desk
from bot.pictures.spec import QrPicture
from bot.telegram.content import Content, drawn
from dialogs.permissions import Role
from dialogs.text import T
from storage import people
from storage.people import Person

NOBODY_RESPONSIBLE = T("Nobody is filled in as responsible. Wait with the link. A leader does that under »The house«.")
"""What is said with a borger's link while the house has not said who answers for what is kept."""


def new_code() -> str:
    """A code of 128 random bits that fits Telegram's start parameter."""
    return secrets.token_urlsafe(16)


def link_for(username: str, code: str) -> str:
    """What opens the chat with the bot of that name and brings the code along."""
    return f"https://t.me/{username}?start={code}"


def send_link(desk: Desk, to: Person, person_id: int, *, surface_id: int | None = None) -> None:
    """Makes an invitation and sends it to `to` as a link and a QR picture."""
    invited = people.person_by_id(desk.tx, person_id)
    assert invited is not None
    code = new_code()
    people.invite(desk.tx, invited.role, code, desk.now, person_id=person_id, made_by=to.id)
    link = link_for(desk.house.username, code)
    texts = desk.texts(to)
    words = escape(texts.say(T("This link is for {name}. It works once, for 48 hours.", name=invited.name)))
    if invited.role is Role.BORGER and not desk.house.settings.responsible:
        words += "\n" + escape(texts.say(NOBODY_RESPONSIBLE))
    content = Content(text=f"{words}\n\n{link}", drawn=drawn(QrPicture(link, invited.name)))
    desk.show(to, content, surface_id or desk.new_surface(to, invited))
