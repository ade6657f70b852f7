"""Draws and writes what the code says of itself: `python -m tests.docs`, or `make docs`."""

from __future__ import annotations

from tests.docs.field import FIELD, with_cells
from tests.docs.licences import with_table
from tests.docs.picture import rooms_svg
from tests.docs.rooms import ROOT


def main() -> None:
    (ROOT / "docs" / "rooms.svg").write_text(rooms_svg(), "utf-8")
    FIELD.write_text(with_cells(FIELD.read_text("utf-8")), "utf-8")
    notice = ROOT / "NOTICE"
    notice.write_text(with_table(notice.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
