"""Measures what is on a scene: where texts and signs stand, and that they stand clear of each other."""

from __future__ import annotations

from itertools import combinations

from bot.pictures.scene import WIDTH, Photo, Scene, Sign, TextLine


def boxes(scene: Scene) -> list[tuple[float, float, float, float]]:
    return [part.box for part in scene.parts if isinstance(part, TextLine | Sign | Photo)]


def texts(scene: Scene) -> list[str]:
    return [part.text for part in scene.parts if isinstance(part, TextLine)]


def stands_clear(scene: Scene) -> bool:
    """Whether all texts and pictograms lie on the picture and none over another."""
    inside = all(x1 >= 0 and y1 >= 0 and x2 <= WIDTH and y2 <= scene.height for x1, y1, x2, y2 in boxes(scene))
    return inside and not any(
        a[0] < b[2] - 0.5 and b[0] < a[2] - 0.5 and a[1] < b[3] - 0.5 and b[1] < a[3] - 0.5
        for a, b in combinations(boxes(scene), 2)
    )


def smallest_text(scene: Scene) -> float:
    """The size of the smallest text, in pixels."""
    return min(part.size for part in scene.parts if isinstance(part, TextLine))
