"""How many examples the property tests try: all of them in `make test-all`, a fifth of them in `make test`."""

import os


def examples(whole: int) -> int:
    """How many of the examples of a whole run this run tries."""
    return whole if os.environ.get("ALL_EXAMPLES") == "1" else max(whole // 5, 3)
