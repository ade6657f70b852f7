"""What tests take for an example: of a property all in `make test-all`, a fifth in `make test`; the daily method."""

import os

CHECK_IN = "trivsel"


def examples(whole: int) -> int:
    """How many of the examples of a whole run this run tries."""
    return whole if os.environ.get("ALL_EXAMPLES") == "1" else max(whole // 5, 3)
