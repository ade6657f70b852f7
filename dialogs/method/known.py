"""What the code calls by name in dialogs that are shipped: nowhere else does it know them."""

from __future__ import annotations

CHECK_IN = "trivsel"
"""The daily check-in: its id, and the topic under which its answers are shared."""
LOOK_BACK = "look_back"
"""Looking back on the day's activities."""
WENT = "went"
"""Its question how one of them went."""
