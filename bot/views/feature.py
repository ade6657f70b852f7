"""Views: what was answered, as one picture."""

from __future__ import annotations

from bot.desk.feature import Feature
from bot.desk.flow import Place, Screen
from bot.views import my_pictures, page_part
from bot.views.receipt import receipt
from bot.views.shown import VIEWS
from dialogs.permissions import Action
from dialogs.text import T

FEATURE = Feature(
    screens={
        "my_pictures": Screen(Action.OWN_CHECK_IN, my_pictures.my_pictures, Place("me", my_pictures.TITLE, "🖼️")),
    },
    taps={my_pictures.PICTURES: my_pictures.tapped},
    receipts=dict.fromkeys(VIEWS, receipt),
    page_parts={"pictures": page_part.pictures},
    looks={page_part.LOOKED: ("🖼️", T("pictures of your answers"))},
)
