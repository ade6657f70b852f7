"""A dialog as a diagram: its steps in a column, on which condition each is asked, and what leads where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from dialogs.method.model import Dialog
from dialogs.method.sort import Placing, Sort
from dialogs.method.steps import Choice, Condition, Each, PlainStep, Several
from dialogs.text import Text
from dialogs.words.visible import cut

_WIDTH, _BOX, _HIGH, _GAP = 760, 420, 40, 30
_INDENT = 28
_LONGEST = 50
_LONGEST_LINE = 100
"""Letters of a question that fit its box, and of a condition that fit the picture."""

Say = Callable[[Text], str]


@dataclass
class _Drawing:
    """What is drawn so far, and how far down."""

    y: float = 20
    parts: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, kind: str = "") -> None:
        self.parts.append(f'<text x="{x:g}" y="{y:g}" class="{kind}">{escape(words)}</text>')

    def box(self, x: float, y: float, width: float, height: float, kind: str) -> None:
        size = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
        self.parts.append(f'<rect {size} rx="8" class="{kind}"/>')

    def arrow(self, x: float, since: float, until: float) -> None:
        path = f"M{x:g} {since:g}V{until - 6:g}m-4 -4l4 8l4 -8"
        self.parts.append(f'<path d="{path}" class="arrow"/>')

    def past(self, x: float, since: float, until: float) -> None:
        """The way past a step that is not always asked, at its left."""
        path = f"M{x + _BOX / 2:g} {since:g}H{x - 10:g}V{until + _GAP / 2:g}H{x + _BOX / 2:g}"
        self.parts.append(f'<path d="{path}" class="past"/>')


def diagram(dialog: Dialog, say: Say) -> str:
    """The diagram as SVG; `say` puts texts into a language."""
    drawing = _Drawing()
    for index, step in enumerate(dialog.steps):
        if index:
            drawing.arrow(20 + _BOX / 2, drawing.y, drawing.y + _GAP)
            drawing.y += _GAP
        if isinstance(step, Each):
            _each(drawing, dialog, step, say)
        elif isinstance(step, Sort):
            _step(drawing, dialog, step.placing, say, 20)
        else:
            _step(drawing, dialog, step, say, 20)
    height = drawing.y + 20
    style = (
        "<style>text{font:14px sans-serif;fill:#1b1f23}.small{font-size:12px;fill:#535b64}"
        ".step{fill:#fff;stroke:#8a929b}.each{fill:#f1f3f5;stroke:#8a929b;stroke-dasharray:6 4}"
        ".arrow{fill:none;stroke:#535b64;stroke-width:1.5}.past{fill:none;stroke:#8a929b;stroke-dasharray:3 3}</style>"
    )
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height:g}" role="img">'
    return f"{opening}<title>{escape(say(dialog.title.plain()))}</title>{style}{''.join(drawing.parts)}</svg>"


def _each(drawing: _Drawing, dialog: Dialog, each: Each, say: Say) -> None:
    """A block with a frame around it, which is drawn under it once its height is known."""
    top, before = drawing.y, len(drawing.parts)
    drawing.y += 26
    of = [f"of {each.over}"] if each.over else []
    of += [f"of up to {each.one_more.most} things of one's own"] if each.one_more else []
    drawing.text(30, top + 18, f"for each {' and '.join(of)}", "small")
    for index, step in enumerate(each.steps):
        if index:
            drawing.arrow(20 + _INDENT + _BOX / 2, drawing.y, drawing.y + _GAP)
            drawing.y += _GAP
        _step(drawing, dialog, step, say, 20 + _INDENT)
    drawing.y += 12
    frame = _Drawing()
    frame.box(20, top, _BOX + 2 * _INDENT, drawing.y - top, "each")
    drawing.parts[before:before] = frame.parts


def _step(drawing: _Drawing, dialog: Dialog, step: PlainStep, say: Say, x: float) -> None:
    top = drawing.y
    if step.only_if:
        drawing.text(x, top + 12, cut(f"if {_condition(dialog, step.only_if, say)}", _LONGEST_LINE), "small")
        drawing.y += 18
    short = cut(say(step.text.plain()).replace("\n", " "), _LONGEST)
    drawing.box(x, drawing.y, _BOX, _HIGH, "step")
    drawing.text(x + 10, drawing.y + 17, f"{step.pictogram} {short}".strip())
    drawing.text(x + 10, drawing.y + 33, f"{step.id} · {_kind(step)}{_of(step)}", "small")
    leads = [o for o in step.options if o.opens] if isinstance(step, Choice | Several) else []
    for index, option in enumerate(leads):
        said = f"→ {option.opens}  ({say(option.label.plain())})"
        drawing.text(x + _BOX + 14, drawing.y + 14 + 16 * index, said, "small")
    drawing.y += max(_HIGH, 16 * len(leads) + 4)
    if step.only_if:
        drawing.past(x, top, drawing.y)


def _kind(step: PlainStep) -> str:
    return "sort under one" if isinstance(step, Placing) else step.kind


def _of(step: PlainStep) -> str:
    if isinstance(step, Choice | Several):
        return f" from {step.options_from}" if step.options_from else f" of {len(step.options)}"
    return ""


def _condition(dialog: Dialog, condition: Condition, say: Say) -> str:
    """A condition in words, its options by their labels."""
    asked = dialog.step(condition.step)
    options = asked.options if isinstance(asked, Choice | Several) else ()
    labels = {option.id: say(option.label.plain()) for option in options}
    said = [
        f"is {' or '.join(labels.get(name, name) for name in condition.any_of)}" if condition.any_of else "",
        f"is not {' or '.join(labels.get(name, name) for name in condition.none_of)}" if condition.none_of else "",
        "" if condition.at_least is None else f"is {condition.at_least:g} or more",
        "" if condition.at_most is None else f"is {condition.at_most:g} or less",
    ]
    return f"{condition.step} {' and '.join(filter(None, said)) or 'is answered'}"
