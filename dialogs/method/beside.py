"""Own words beside a rating: said while its card is there, and kept with it."""

from __future__ import annotations

from dialogs.method.steps import Rating, Say
from dialogs.text import T


class Beside(Say):
    """Own words to a rating. Nobody is asked for them; those that came can be changed, held back and taken out."""


def beside(rating: Rating) -> tuple[Beside, ...]:
    """Where the words said to a rating are kept, if it takes any."""
    if not rating.with_words:
        return ()
    asked = T("Would you like to say more?").id
    made = {"kind": "say", "id": f"{rating.id}_words", "text": asked, "name": rating.name,
            "pictogram": rating.pictogram}  # fmt: skip
    return (Beside.model_validate(made),)
