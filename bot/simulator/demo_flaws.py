"""What is wrong with a visitor's method, in Danish: where it is, what it is, and what to do."""

from __future__ import annotations

import re

from dialogs.method.problems import Problem

_NOUNS = {
    "step": "trinnet", "option": "valget", "field": "feltet", "score": "scoren", "item": "punktet", "level": "niveauet",
    "head": "overskriften", "card": "kortet", "section": "afsnittet", "topic": "emnet",
}  # fmt: skip
_SAID = {
    r"not YAML": "Linjen kan ikke læses. Se på indrykning, kolon og anførselstegn.",
    r"is missing": "Det mangler. Skriv det.",
    r"there is no such field here; did you mean '(.+)'\?": "Feltet findes ikke. Mente du »{}«?",
    r"there is no such field here; there are (.+)": "Feltet findes ikke. Der er: {}.",
    r"there is no \w+ '(.+?)'; (?:there are|write) (.+?)(?:, or|$)": "»{}« findes ikke. Vælg en af: {}.",
    r"cannot be '(.+?)'; it is (.+)": "»{}« kan ikke bruges her. Vælg en af: {}.",
    r"there is no pictogram for '(.+?)'": "Der er ikke et billede til »{}«. Vælg en anden emoji.",
    r"'(.+?)' is no id": "»{}« er ikke et id. Brug små bogstaver a-z, tal og _.",
    r"has no words in": "Teksten mangler på dansk. Skriv den som {{da: …}}.",
    r"is too long for a button": "Teksten er for lang til en knap. Gør den kortere.",
    r"has nothing in it|is empty|has .+ in it, and needs at least": "Der står for lidt. Skriv noget mere.",
    r"stands in line (\d+) and in line (\d+)": "Det står to gange, i linje {} og {}. Slet det ene.",
    r"must be a list": "Her skal være en liste: en linje med - foran hver.",
    r"must hold fields": "Her skal være felter: hvert med navn, kolon og mellemrum.",
    r"two (?:\w+) are called '(.+?)'": "To hedder »{}«. Giv den ene et andet id.",
    r"is '(?:.+?)', and the file is called (\w+)": "Id'et skal være {}.",
    r".+ without quotes": "Her skal være tekst. Sæt den i anførselstegn.",
    r"must be (?:one word or )?text|must be a text": "Her skal være tekst. Sæt den i anførselstegn.",
}
"""How what the checker says begins, and the same for somebody who writes their first method."""
_OTHER = "Det kan ikke bruges sådan. Ret linjen, og prøv igen."


def in_danish(problem: Problem) -> str:
    """Two lines: where, what and what to do; and below, for whoever reads English, the checker's own words."""
    places = re.sub(r"\b(\w+) (?=['\d])", lambda found: f"{_NOUNS.get(found[1], found[1])} ", problem.place)
    where = ", ".join(part for part in (f"linje {problem.line}" if problem.line else "filen", places) if part)
    return f"{where[:1].upper()}{where[1:]}: {_what(problem.words)}\n(På engelsk: {problem.words})"


def _what(words: str) -> str:
    for begin, meant in _SAID.items():
        if found := re.match(begin, words):
            return meant.format(*found.groups())
    return _OTHER
