"""A view tried without a house: in the terminal, and on the page with all cards."""

from __future__ import annotations

from pathlib import Path

from bot.commands.dialog_preview import preview
from bot.config import read_settings
from tests.commands.test_dialog_commands import NOW, played
from tests.views.test_views import DECIDES


def test_the_end_of_a_dialog_shows_its_picture(tmp_path: Path) -> None:
    settings = read_settings({"TRIVSELSBOT_DATA_DIR": str(tmp_path)})
    (tmp_path / "dialogs").mkdir()
    (tmp_path / "dialogs" / "decides.yaml").write_text(DECIDES, "utf-8")
    shown = played(settings, "decides", "1", "2", "1", "1")
    assert "[ 👑 Hvem bestemmer? 14.3.2025 ]" in shown and "🙋 Jeg: 🍽️ Maden" in shown
    assert "👥 Andre: 🛏️🔄 Sengetid (Anderledes: Ja)" in shown
    read = played(settings, "decides", "1", "2", "1", "1", name="numbers")
    assert "Andre: Sengetid (Anderledes: Ja)" in read and "[ 👑" not in read.rpartition("Tak")[2]
    page = preview(settings, "decides", ["faces"], "da", "borger", NOW, tmp_path / "p.html").read_text("utf-8")
    assert page.count("data:image/png") == 6
