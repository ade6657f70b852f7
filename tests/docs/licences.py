"""The licences of what the bot needs to run, as the installed packages say themselves."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement

from tests.docs.rooms import ROOT

BEGIN, END = "<!-- make docs writes from here -->", "<!-- to here -->"
BY_THEIR_FILE = {
    "Permission is hereby granted, free of charge": "MIT",
    "This software is provided 'as-is'": "zlib",
}
"""How licences begin that a package has a file of, and names nowhere else."""
UNNAMED = {"espeakng-loader": "GPL-3.0-or-later, as eSpeak NG"}
"""The licences of packages that name none: of what they hold."""
_UNCLEAR = {"Dual License"}


def needed() -> dict[str, Distribution]:
    """What is installed to run the bot, with the extra `fast` and all that these need in turn, by name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [Requirement(line) for line in (*project["dependencies"], *project["optional-dependencies"]["fast"])]
    found: dict[str, Distribution] = {}
    while asked:
        one = asked.pop()
        try:
            package = distribution(one.name)
        except PackageNotFoundError:  # not for this system or this Python
            continue
        if (name := named(one.name)) not in found or one.extras:
            found[name] = package
            deeper = map(Requirement, package.requires or ())
            asked += [each for each in deeper if _counts(each, one.extras)]
    return dict(sorted(found.items()))


def named(name: str) -> str:
    """A package's name in its one normal spelling."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licence_of(package: Distribution) -> str:
    """The licence in few words: the expression that its metadata names, else its words for it, else its classifiers,
    else what its licence file begins with.

    Raises:
        ValueError: if none of these says anything.
    """
    about = package.metadata
    words = next(iter(about.get_all("License-Expression") or about.get_all("License") or [""]))
    if words and words not in _UNCLEAR and len(words) < 40:  # a longer one is the whole text of a licence
        return str(words)
    kinds = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or () if line.startswith("License ::")]
    if kinds:
        return ", ".join(kinds)
    for file in package.files or ():
        if re.search(r"(^|/)LICEN[CS]E", str(file), re.IGNORECASE):
            text = str(file.read_text())
            for begins, name in BY_THEIR_FILE.items():
                if begins in text:
                    return f"{name} (by its licence file)"
    if about["Name"] in UNNAMED:
        return UNNAMED[about["Name"]]
    raise ValueError(f"{about['Name']} names no licence")


def table() -> str:
    """The packages and their licences, as they stand in `NOTICE`."""
    rows = [f"{name:<22} {licence_of(package)}" for name, package in needed().items()]
    return "\n".join((BEGIN, *rows, END))


def noticed(notice: str) -> dict[str, str]:
    """The packages and licences that a text with such a table names."""
    rows = notice.partition(BEGIN)[2].partition(END)[0].strip().splitlines()
    return {name: licence.strip() for name, _, licence in (row.partition(" ") for row in rows)}


def with_table(notice: str) -> str:
    """The text with its table as it is now."""
    before, after = notice.partition(BEGIN)[0], notice.partition(END)[2]
    return before + table() + after


def _counts(requirement: Requirement, extras: set[str]) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in extras or {""})
