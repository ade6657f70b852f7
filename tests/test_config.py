"""Settings: from the environment or the file, and one clear line for each that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import PREFIX, Settings, SettingsError, read_settings, table


def read(folder: Path, **given: str) -> Settings:
    return read_settings({PREFIX + name.upper(): value for name, value in ({"data_dir": str(folder)} | given).items()})


def problems(folder: Path, **given: str) -> list[str]:
    with pytest.raises(SettingsError) as refused:
        read(folder, **given)
    return str(refused.value).splitlines()


def test_without_anything_the_defaults_are_in_force_and_other_variables_are_not_ours() -> None:
    assert read_settings({"HOME": "/", "TRIVSEL": "x"}) == Settings()
    assert Settings().staffed.weekdays[6] == Settings().staffed.holidays == ((7 * 60, 22 * 60),)


def test_every_setting_has_a_help_and_a_default_that_is_good(tmp_path: Path) -> None:
    names = [name for name, _, about in table() if about]
    assert len(names) == len(table()) and all(name.startswith(PREFIX) for name in names)
    shown = {name: default for name, default, _ in table()} | {f"{PREFIX}DATA_DIR": str(tmp_path)}
    assert read_settings(shown) == Settings(data_dir=str(tmp_path))


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('house_name = "Solhuset"\ntalk_wait = 15\nlanguage = "en"\n', "utf-8")
    found = read(tmp_path, language="da")
    assert (found.house_name, found.talk_wait, found.language) == ("Solhuset", "15", "da")


@pytest.mark.parametrize("value", ["true", "5.5", "[]", '["a"]', "{}", "{a = 1}", "1979-05-27", "07:32:00", "nan"])
def test_a_setting_in_the_file_is_words_or_a_whole_number(tmp_path: Path, value: str) -> None:
    for name in (each.removeprefix(PREFIX).lower() for each, *_ in table()):
        (tmp_path / "settings.toml").write_text(f"{name} = {value}\n", "utf-8")
        assert f"settings.toml: {name} must be words in quotation marks, or a whole number." in problems(tmp_path)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("house_name", "\u202e\u200b"),
        ("house_name", "Solhuset" * 9),
        ("noun", "a,b,c,{x}"),
        ("noun", "borger, borgeren, <b>, borgerne"),
        ("telegram_token", "123456"),
        ("telegram_token", "abc:def"),
        ("telegram_base_url", "api.telegram.org"),
        ("telegram_base_url", "ftp://api.telegram.org"),
        ("telegram_base_url", "http://localhost:99999"),
        ("timezone", "Solhuset"),
        ("timezone", ""),
        ("timezone", "../etc/passwd"),
        ("language", "sv"),
        ("house_name", "\u202e\u200b"),
        ("house_hours", "07:00"),
        ("house_hours", ""),
        ("house_hours", "mon-fri"),
        ("house_hours", "mon-fri 08:00-22:00; funday 12:00-20:00"),
        ("house_hours", "mon-fri 08:00-22:00; tue 12:00-20:00"),
        ("house_hours", "mon-fri 08:00-22:00; 12:00-20:00"),
        ("house_hours", "mon-fri 08:00-25:00"),
        ("house_hours", "mon-fri 08:60-22:00"),
        ("house_hours", "08:00-22:00 mon-fri"),
        ("house_hours", "31/2 08:00-22:00"),
        ("house_hours", "alle dage lukket"),
        ("holidays_in", "Danmark"),
        ("holidays_in", "XX"),
        ("shift_hours", "07:00-15:00, 15:00-23:00"),
        ("shift_hours", "morgen, aften, nat"),
        ("house_phone", "ring til os"),
        ("suicide_line", "70 201 201"),
        ("talk_line", "80 30 30 30"),
        ("night_phone_hours", "om natten"),
        ("talk_wait", "0"),
        ("talk_wait", "ti"),
        ("summary_at", "25:00"),
        ("clear_chat_hours", "48"),
        ("clear_chat_hours", "-1"),
        ("news_says", "some"),
        ("silent_days", "366"),
        ("silent_days", "en uge"),
        ("webhook_url", "solhuset"),
        ("webhook_url", "http://solhuset.example/hook"),
        ("house_hours", "24:00-08:00"),
        ("webhook_address", "8443"),
        ("webhook_address", "localhost:0"),
        ("webhook_address", "localhost:70000"),
        ("database_key_file", "~nobody-by-that-name/key"),
    ],
)
def test_a_bad_value_is_named_in_one_line(tmp_path: Path, name: str, value: str) -> None:
    (line,) = problems(tmp_path, **{name: value})
    assert line.startswith(f"{PREFIX}{name.upper()} ") and len(line) < 120


def test_a_house_name_holds_only_what_can_be_seen(tmp_path: Path) -> None:
    assert read(tmp_path, house_name="\u202eSol\u200bhuset ").house_name == "Solhuset"


@pytest.mark.parametrize("written", ["00:00-24:00", "00:00 - 00:00", "døgnet rundt", "daily always"])
def test_a_house_with_staff_round_the_clock(tmp_path: Path, written: str) -> None:
    assert read(tmp_path, house_hours=written).staffed.weekdays == (((0, 24 * 60),),) * 7


def test_a_setting_that_is_no_more_says_what_to_write_instead(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('helpline = "Livslinien 70 201 201"\n', "utf-8")
    (line,) = problems(tmp_path)
    assert line.startswith("settings.toml: helpline is no more: write suicide_line") and len(line) < 120
    (tmp_path / "settings.toml").unlink()
    (line,) = problems(tmp_path, helpline="70 201 201")
    assert line.startswith("TRIVSELSBOT_HELPLINE is no more: write suicide_line")


@pytest.mark.parametrize(
    ("given", "unset"),
    [
        ({}, "night_phone and suicide_line"),
        ({"night_phone": "87654321"}, "suicide_line"),
        ({"suicide_line": "Livslinien 70 201 201", "suicide_line_hours": "always"}, "night_phone"),
        ({"house_hours": "always"}, "house_phone and suicide_line"),
        ({"house_hours": "all always; 24/12 8-14", "house_phone": "12345678"}, "night_phone and suicide_line"),
        ({"house_hours": "always", "house_phone": "12345678"}, "suicide_line"),
    ],
)
def test_a_number_that_is_missing_at_night_is_warned_of(tmp_path: Path, given: dict[str, str], unset: str) -> None:
    told = [f"Not set: {unset}. A borger who asks for help at night is not shown any such number."]
    assert read(tmp_path, **given).gaps == told


def test_a_house_that_has_filled_in_its_numbers_is_not_warned(tmp_path: Path) -> None:
    filled = {"night_phone": "87654321", "suicide_line": "Livslinien 70 201 201", "suicide_line_hours": "daily 11-05"}
    assert read(tmp_path, **filled).gaps == []


def test_numbers_have_their_hours(tmp_path: Path) -> None:
    found = read(tmp_path, suicide_line="Livslinien 70 201 201", suicide_line_hours="alle dage 11-05",
                 night_phone="87654321")  # fmt: skip
    assert found.answered["suicide_line"].weekdays[0] == ((11 * 60, 29 * 60),)
    assert set(found.answered) == {"suicide_line"}, "the night's number is answered while there is no staff"


def test_every_problem_gets_its_line(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("colour = 'blue'\n", "utf-8")
    lines = problems(tmp_path, colour="blue", language="sv", talk_wait="0")
    assert lines == [
        "TRIVSELSBOT_COLOUR is not a setting.",
        "settings.toml: colour is not a setting.",
        "TRIVSELSBOT_LANGUAGE must be one of: da, en.",
        "TRIVSELSBOT_TALK_WAIT must be minutes from 1 to 120.",
    ]


@pytest.mark.parametrize("folder", ["~nobody-by-that-name/data", "with\0zero"])
def test_a_folder_that_cannot_be_named(folder: str) -> None:
    (line,) = problems(Path("unused"), data_dir=folder)
    assert line.startswith(f"{PREFIX}DATA_DIR ")


@pytest.mark.parametrize("body", [b"house_name = ", b"house_name = '\xff'", b"[house"])
def test_a_file_that_is_not_toml(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "settings.toml").write_bytes(body)
    (line,) = problems(tmp_path)
    assert line.startswith("settings.toml: not TOML")


@pytest.mark.parametrize("end", ["", "/", "/bot", "/bot/"])
def test_the_servers_address_may_end_as_people_write_it(tmp_path: Path, end: str) -> None:
    assert read(tmp_path, telegram_base_url=f"http://localhost:8081{end}").bot_url == "http://localhost:8081"


def test_the_key_comes_from_the_setting_or_the_file(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("fra filen\n", "utf-8")
    assert read(tmp_path, database_key_file=str(file)).key() == "fra filen"
    assert read(tmp_path, database_key_file=str(file), database_key="given").key() == "given"
    file.write_bytes(b"\xef\xbb\xbffra filen\r\n")  # as some editors write it
    assert read(tmp_path, database_key_file=str(file)).key() == "fra filen"
    (tmp_path / "settings.toml").write_bytes(b"\xef\xbb\xbfdatabase_key = 'fra settings'\r\n")
    assert read(tmp_path).key() == "fra settings"


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("", "is missing"),
        ("empty", "is missing"),
        ("gone", "No such file"),
        ("binary", "not text"),
        ("folder", "direct"),
        ("odd", "not text"),
    ],
)
def test_a_key_that_cannot_be_had_is_one_line(tmp_path: Path, file: str, says: str) -> None:
    (tmp_path / "empty").write_text("\n", "utf-8")
    (tmp_path / "binary").write_bytes(b"\xff\xfe\xfd")
    (tmp_path / "odd").write_bytes(b"one\0two")
    (tmp_path / "folder").mkdir()
    settings = read(tmp_path, database_key_file=str(tmp_path / file) if file else "")
    with pytest.raises(SettingsError, match=says) as refused:
        settings.key()
    assert "\n" not in str(refused.value)
