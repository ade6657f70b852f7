"""Albums of what a borger has named, such as their people."""

from __future__ import annotations

from bot.albums import album
from bot.desk.feature import Feature
from bot.desk.flow import Screen
from dialogs.permissions import Action

FEATURE = Feature(
    screens={album.OPENS: Screen(Action.OWN_CHECK_IN, album.opened)},
    on_shelf=(album.on_shelf,),
    taps={album.ALBUM: album.tapped},
)
