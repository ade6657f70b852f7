"""What the demo's invented borgere have said in their own words. Nobody real is behind any of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OwnWords:
    """One borger's sentences by how the day was; each is used once."""

    good: tuple[str, ...] = ()
    even: tuple[str, ...] = ()
    hard: tuple[str, ...] = ()


@dataclass(frozen=True)
class Remark:
    """Something said `days` ago, and what a contact person did with it; done `done_after` days later, None: not yet."""

    days: int
    words: str
    staff: str
    note: str
    done_after: int | None


WORDS = {
    "Alma": OwnWords(
        good=(
            "Vi sang i kor i dag og fik klapsalver.",
            "Min søster ringede. Vi talte længe.",
            "Jeg bagte boller. De blev spist alle sammen.",
            "Jeg gik til havnen og tilbage, selv om det blæste.",
            "Blomsterne i vinduet er sprunget ud.",
            "Vi lavede mad sammen. Jeg stod for sovsen.",
        ),
        even=(
            "En stille dag. Det passede mig fint.",
            "Det regnede, så jeg har strikket.",
            "Fint nok. Jeg blev træt efter frokost.",
            "Vi så håndbold sammen i stuen.",
            "Jeg fik vasket tøj. Så var den dag gået.",
        ),
        hard=("Jeg sov næsten ikke igen i nat.", "Jeg er træt og orker ikke så meget.", "Jeg savner min mor i dag."),
    ),
    "Bent": OwnWords(good=("Kaffe med Erik.", "God tur.", "Pandekager.")),
    "Carla": OwnWords(
        good=(
            "Biblioteket havde skaffet bogen om gamle tog.",
            "Planen holdt hele dagen. Det var rart.",
            "Jeg gik rundt om søen uden pause.",
            "Der var ro på værkstedet. Jeg nåede to hylder.",
        ),
        even=(
            "Dagen gik som aftalt.",
            "Maden var for stærk. Resten var i orden.",
            "Jeg vil gerne vide i god tid, hvem der er på vagt.",
            "Der var mange i stuen, så jeg sad hos mig selv.",
        ),
        hard=("Vikaren kendte ikke vores aftale.", "Bussen kom ikke. Jeg gik hjem igen.", "Der var for meget larm."),
    ),
    "Dorthe": OwnWords(
        good=(
            "Jeg vandt i banko. Det er sket før, men ikke i år.",
            "Mit barnebarn har fået en tand.",
            "Jeg fik ringet til tandlægen. Det har jeg udskudt længe.",
        ),
        even=(
            "En sekser. Dem skal der også være nogle af.",
            "Knæet driller. Ellers går det.",
            "Jeg har ryddet op i skabet. Der er langt igen.",
            "Jeg sov til middag. Det trængte jeg til.",
        ),
        hard=("Tankerne kørte rundt i nat.", "Jeg orkede ikke at tage telefonen.", "Det har været en tung uge."),
    ),
    "Erik": OwnWords(
        good=("Vi vandt 3-1.", "Jeg fik lappet cyklen."),
        even=("Ikke så meget at sige.", "Jeg sov længe."),
        hard=("Jeg vil helst være mig selv i dag.",),
    ),
    "Freja": OwnWords(
        good=(
            "Jeg blev færdig med maleriet. Det blev bedre, end jeg troede.",
            "Katten lå hos mig hele aftenen.",
            "Jeg gik i butikken alene.",
        ),
        even=("Jeg har tegnet og hørt musik.", "En halvgod dag.", "Jeg spiste med de andre. Det gik fint."),
        hard=("Det var svært at komme op.", "Jeg kunne ikke samle mig om noget."),
    ),
}

REMARKS = {
    "Alma": (
        Remark(41, "Naboen havde musik på det meste af natten.", "Mette", "Jeg taler med naboen og nattevagten.", 1),
    ),
    "Carla": (
        Remark(24, "Turen blev aflyst samme morgen. Det er for sent at få besked.", "Mette",
               "Du får besked dagen før, når noget bliver ændret.", 2),
    ),
    "Dorthe": (
        Remark(12, "Jeg fik det dårligt i bussen og stod af før tid.", "Jonas",
               "Jeg kører med dig næste gang, hvis du har lyst.", 6),
    ),
    "Freja": (
        Remark(6, "Jeg blev bange, da det ringede på døren.", "Sanne", "Jeg spørger om en dørspion til dig.", None),
    ),
}  # fmt: skip

WISHES = {
    "Carla": (52, "Jeg vil gerne ud at køre med et veterantog."),
    "Dorthe": (20, "Jeg vil gerne have krydderurter i vinduet."),
    "Freja": (9, "Jeg vil gerne prøve keramik."),
}
"""Days ago and the wish; Alma's are in `demo_wishes`."""

NOTES = {
    "Carla": (15, "Jeg vil helst ikke have besøg om formiddagen."),
    "Dorthe": (4, "Jeg er hos min søn i weekenden."),
}
"""Days ago and the note."""
