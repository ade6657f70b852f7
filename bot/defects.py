"""How a defect is written to the log: what and where, and never whose or which words."""

from __future__ import annotations


def described(error: BaseException) -> str:
    """The kind of an error and the innermost place it came from, without any values."""
    trace, place = error.__traceback__, "?"
    while trace:
        code = trace.tb_frame.f_code
        place = f"{trace.tb_frame.f_globals.get('__name__', '?')}.{code.co_name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__} at {place}"
