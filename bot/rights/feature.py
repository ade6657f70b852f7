"""What a borger has a right to: to know how it is with their data, and who has seen it."""

from __future__ import annotations

from bot.desk.feature import Feature
from bot.desk.flow import Flow, Screen
from bot.rights import access_log, privacy
from dialogs.permissions import Action

FEATURE = Feature(
    forms={"privacy": Flow(Action.OWN_SHARING, privacy.privacy_known, facts=("policy",))},
    screens={"looks": Screen(Action.OWN_SHARING, access_log.looks)},
)
