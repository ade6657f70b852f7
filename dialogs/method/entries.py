"""Entries: what lists are made of and dialogs are about, such as a borger's goals."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from dialogs.fields import Model

EntryKind: TypeAlias = Literal["goal", "wish", "person", "guide", "idea", "offer"]
KINDS: tuple[str, ...] = get_args(EntryKind)


class Makes(Model):
    """What own words make besides being an answer: an entry of this kind, called by them. Said by the borger it
    counts at once; said by staff it is a proposal, until the borger says yes."""

    entry: EntryKind
