"""Every method looks as it did when its transcripts were last read: see `tests/goldens.py`."""

import pytest

from tests import goldens


@pytest.mark.parametrize("method", goldens.METHODS)
def test_every_method_reads_as_its_transcripts(method: str, pytestconfig: pytest.Config) -> None:
    for name, profile, language in goldens.transcripts():
        if name != method:
            continue
        file, now = goldens.golden(method, profile, language), goldens.transcript(method, profile, language)
        if pytestconfig.getoption("update_goldens"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(now, "utf-8")
        assert "never asked" not in now, f"{method}: no answer in {profile} leads to a question; see the end of {file}"
        assert file.exists(), f"{file.name} of {method} is missing: run `make goldens`, and read what it writes"
        assert file.read_text("utf-8") == now, f"{method} has changed: run `make goldens`, and read the difference"


def test_no_transcript_is_left_of_a_method_that_is_gone() -> None:
    there = {file for file in goldens.FOLDER.rglob("*") if file.is_file()}
    assert there == {goldens.golden(*one) for one in goldens.transcripts()}
