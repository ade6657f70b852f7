"""Settings: one table with name, default and help, read from the environment or `<data>/settings.toml`."""

from __future__ import annotations

import logging
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import time, timedelta
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot import hour_settings
from bot.deleting import DELETABLE
from bot.hour_settings import GONE, LINES
from bot.public_holidays import PublicHolidays
from dialogs.time.hours import Hours, Span, read_hours, read_spans
from dialogs.words.visible import one_line
from locales.texts import LANGUAGES

log = logging.getLogger(__name__)

PREFIX = "TRIVSELSBOT_"
CHOICES = {"language": LANGUAGES, "news_says": ("least", "all"), "team": ("contacts", "circle", "roles")}
"""The settings that are one of a few words."""
LONGEST_NAME = 60
"""Characters of a house's name: it stands in texts for phones."""
LONGEST_IN_CHAT = DELETABLE // timedelta(hours=1)
"""Hours after which an old card can still be taken out of a chat."""


class SettingsError(Exception):
    """Settings that cannot be used: one clear line for each."""


def _set(default: str, help: str) -> str:
    value: str = field(default=default, metadata={"help": help})
    return value


@dataclass(frozen=True)
class Settings:
    """Every setting as text, as it was given. The properties below hold the values they stand for."""

    telegram_token: str = _set("", "The bot's token from @BotFather. Needed to run.")
    telegram_base_url: str = _set("https://api.telegram.org", "The Bot API server.")
    data_dir: str = _set("data", "The folder for the database, settings.toml and the house's own dialogs.")
    database_key: str = _set("", "The key the database is encrypted with. Needed, or the next one.")
    database_key_file: str = _set("", "A file that holds the key. `trivselsbot init` makes one, apart from the data.")
    ledger_file: str = _set("", "Where erasures are noted, outside the database. Empty: beside the key.")
    timezone: str = _set("Europe/Copenhagen", "The house's time zone (IANA name).")
    language: str = _set("da", "The house's first language: da or en.")
    house_name: str = _set("Botilbuddet", "The house's name, as borgere read it.")
    house_hours: str = _set("07:00-22:00", "When there is staff, by day: see *Hours and numbers*.")
    responsible: str = _set("", "Who is responsible for what is kept (dataansvarlig): the municipality or the house.")
    data_adviser: str = _set("", "How to reach the data protection adviser (DPO): name, phone or e-mail.")
    holidays_in: str = _set("DK", "The country whose public holidays count (ISO code); empty: none.")
    shift_hours: str = _set("07:00-15:00, 15:00-22:00, 22:00-07:00", "When the day, evening and night shifts are.")
    house_phone: str = _set("", "The house's phone, shown while there is staff.")
    night_phone: str = _set("", "Whom to call about what is urgent while there is no staff.")
    night_phone_hours: str = _set("", "When that is answered; empty: whenever there is no staff.")
    emergency_phone: str = _set("112", "The number to call in danger.")
    suicide_line: str = _set("", "For thoughts of suicide, with its name: Livslinien 70 201 201.")
    suicide_line_hours: str = _set("", "When that is answered. Needed with it.")
    talk_line: str = _set("", "An ordinary line for somebody to talk with, with its name.")
    talk_line_hours: str = _set("", "When that is answered. Needed with it.")
    doctor_phone: str = _set("", "The region's doctor on call (lægevagt), with its name.")
    doctor_phone_hours: str = _set("", "When that is answered. Needed with it.")
    psychiatric_phone: str = _set("", "The region's psychiatric emergency phone, with its name.")
    psychiatric_phone_hours: str = _set("", "When that is answered. Needed with it.")
    noun: str = _set("borger,borgeren,borgere,borgerne", "The Danish word for a borger, in these four forms.")
    talk_wait: str = _set("10", "Minutes until a call for a talk goes on to the next when nobody reacts.")
    summary_at: str = _set("15:00", "When new staff get their summary, until they choose a time themselves.")
    news_says: str = _set("least", "What news on Telegram hold until they are opened: least (who, what kind) or all.")
    team: str = _set("contacts", "Who a borger has: contacts (from the house), circle (whom they pick) or roles.")
    silent_days: str = _set("7", "Days without any answer after which contact persons are told (0-365, 0 never).")
    messages_a_day: str = _set("12", "The most messages the bot starts towards one borger on one day (1-50).")
    minutes_apart: str = _set("5", "The least minutes between two messages the bot starts towards a borger (0-60).")
    clear_chat_hours: str = _set("40", "Hours after which the bot removes its old cards from a chat (1-47, 0 never).")
    keep_months: str = _set("24", "Months after which answers, notes, follow-ups and looks are erased (1-120).")
    voice_file: str = _set("", "A Piper voice (.onnx) that reads aloud in its language. Empty: eSpeak NG does.")
    webhook_url: str = _set("", "The https address Telegram is to call. Empty: the bot asks Telegram (long polling).")
    webhook_address: str = _set("127.0.0.1:8443", "Where the webhook listens, behind the house's own https.")

    @property
    def folder(self) -> Path:
        return Path(self.data_dir).expanduser()

    @property
    def key_file(self) -> Path | None:
        """The file that holds the key, if one is named. A key that lay in a data folder that has been moved since is
        found where it is now."""
        if self.database_key or not self.database_key_file:
            return None
        file = Path(self.database_key_file).expanduser()
        moved = self.folder / file.name
        return moved if moved.exists() and not file.exists() else file

    @property
    def voice_path(self) -> Path | None:
        """The file of the voice that reads aloud, if one is named."""
        return Path(self.voice_file).expanduser() if self.voice_file else None

    @cached_property
    def staffed(self) -> Hours:
        """When there is staff to answer."""
        return read_hours(self.house_hours, self.timezone, PublicHolidays(self.holidays_in))

    @cached_property
    def answered(self) -> Mapping[str, Hours]:
        """When the numbers that have hours of their own are answered, by the setting's name."""
        holidays = self.staffed.is_holiday
        return {name: read_hours(hours, self.timezone, holidays) for name in LINES if (hours := self.hours_of(name))}

    @property
    def gaps(self) -> list[str]:
        """What the house should still fill in: a line each."""
        return hour_settings.gaps(lambda name: str(getattr(self, name)))

    def hours_of(self, name: str) -> str:
        """A number's own hours, as they were given."""
        return str(getattr(self, f"{name}_hours"))

    @cached_property
    def shifts(self) -> tuple[Span, ...]:
        """When the day, the evening and the night shift are."""
        return read_spans(self.shift_hours)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def bot_url(self) -> str:
        """What python-telegram-bot puts the token behind. An address that ends in /bot is taken as it is meant."""
        return self.telegram_base_url.rstrip("/").removesuffix("/bot")

    def key(self) -> str:
        """The database key.

        Raises:
            SettingsError: if there is none.
        """
        key = self.database_key
        if self.key_file:
            try:
                key = self.key_file.read_text("utf-8-sig").strip()  # some editors begin a file with a mark
            except OSError as error:
                raise SettingsError(f"{PREFIX}DATABASE_KEY_FILE cannot be read: {error.strerror}.") from None
            except UnicodeDecodeError:
                raise SettingsError(f"{PREFIX}DATABASE_KEY_FILE cannot be read: it is not text.") from None
        if "\0" in key or any("\ud800" <= char <= "\udfff" for char in key):
            raise SettingsError("The database key has characters in it that are not text.")
        if key:
            return key
        raise SettingsError(
            f"The database key is missing. Set {PREFIX}DATABASE_KEY or {PREFIX}DATABASE_KEY_FILE "
            "(`trivselsbot init` makes a key)."
        )


def table() -> list[tuple[str, str, str]]:
    """(environment variable, default, help) of every setting, for the README and `trivselsbot --help`."""
    return [(PREFIX + f.name.upper(), str(f.default), str(f.metadata["help"])) for f in fields(Settings)]


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Settings from the environment, else from settings.toml in the data folder, else the defaults.

    Raises:
        SettingsError: naming every unknown or bad value.
    """
    names = {f.name for f in fields(Settings)}
    given = {k.removeprefix(PREFIX).lower(): v for k, v in environment.items() if k.startswith(PREFIX)}
    problems = [f"{PREFIX}{name.upper()} {_unknown(name)}" for name in given if name not in names]
    folder = given.get("data_dir", Settings().data_dir)
    if not _is_path(folder):
        raise SettingsError(f"{PREFIX}DATA_DIR is not a folder that can be named: {folder!r}.")
    file = Path(folder).expanduser() / "settings.toml"
    if file.is_file():
        try:
            stored = tomllib.loads(file.read_text("utf-8-sig"))  # some editors begin a file with a mark
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(f"{file.name}: not TOML: {error}") from None
        except OSError as error:
            raise SettingsError(f"{file.name} cannot be read: {error.strerror}.") from None
        problems += [f"{file.name}: {name} {_unknown(name)}" for name in stored if name not in names]
        odd = [name for name, value in stored.items() if name in names and type(value) not in (str, int)]
        problems += [f"{file.name}: {name} must be words in quotation marks, or a whole number." for name in odd]
        stored = {name: value for name, value in stored.items() if name not in odd}
        for name in ("database_key_file", "ledger_file", "voice_file"):
            if _is_path(str(stored.get(name, "\0"))):
                stored[name] = _beside(file, str(stored[name]))
        given = {name: str(value) for name, value in stored.items()} | given
    settings = Settings(**{name: value for name, value in given.items() if name in names})
    settings = replace(settings, house_name=one_line(settings.house_name))
    problems += [f"{PREFIX}{name.upper()} {wrong}" for name, wrong in _wrong(settings)]
    if problems:
        raise SettingsError("\n".join(problems))
    return settings


def with_changes(settings: Settings, changes: Mapping[str, str]) -> Settings:
    """The settings with what leaders have changed in the bot. What cannot be used any more is left out and logged, as
    when a later version reads hours otherwise."""
    known = {name: value for name, value in changes.items() if hasattr(settings, name)}
    changed = replace(settings, **known)
    for name, problem in hour_settings.wrong(lambda name: str(getattr(changed, name))):
        if name in known:
            log.error("what a leader has set is left out: %s %s", name, problem)
            return with_changes(settings, {other: value for other, value in known.items() if other != name})
    return changed


def _unknown(name: str) -> str:
    return GONE.get(name, "is not a setting.")


def _wrong(settings: Settings) -> list[tuple[str, str]]:
    checks: dict[str, tuple[Callable[[str], bool], str]] = {
        "telegram_token": (
            lambda v: not v or bool(re.fullmatch(r"\d+:[\w-]+", v)),
            "is not a bot token (123456:ABC…).",
        ),
        "telegram_base_url": (_is_web, "must be an address such as https://api.telegram.org."),
        "timezone": (_is_zone, "is not a time zone; write one such as Europe/Copenhagen."),
        "house_name": (
            lambda v: 0 < len(v) <= LONGEST_NAME,
            f"must be 1 to {LONGEST_NAME} characters that can be seen.",
        ),
        **{name: (among.__contains__, f"must be one of: {', '.join(among)}.") for name, among in CHOICES.items()},
        "noun": (_is_four_words, "must be four words with commas between."),
        "talk_wait": (lambda v: v.isdecimal() and 1 <= int(v) <= 120, "must be minutes from 1 to 120."),
        "summary_at": (_is_time, "must be a time such as 15:00."),
        "silent_days": (lambda v: v.isdecimal() and int(v) <= 365, "must be days from 0 to 365."),
        "messages_a_day": (lambda v: v.isdecimal() and 1 <= int(v) <= 50, "must be a number from 1 to 50."),
        "minutes_apart": (lambda v: v.isdecimal() and int(v) <= 60, "must be minutes from 0 to 60."),
        "clear_chat_hours": (
            lambda v: v.isdecimal() and int(v) <= LONGEST_IN_CHAT,
            f"must be hours from 0 to {LONGEST_IN_CHAT}.",
        ),
        "keep_months": (lambda v: v.isdecimal() and 1 <= int(v) <= 120, "must be months from 1 to 120."),
        "webhook_url": (lambda v: not v or (_is_web(v) and urlsplit(v).scheme == "https"), "must be an https address."),
        "database_key_file": (_is_path, "is not a file that can be named."),
        "ledger_file": (_is_path, "is not a file that can be named."),
        "voice_file": (_is_path, "is not a file that can be named."),
        "webhook_address": (_is_address, "must be host:port."),
    }
    found = [(name, wrong) for name, (fits, wrong) in checks.items() if not fits(getattr(settings, name))]
    return found + list(hour_settings.wrong(lambda name: str(getattr(settings, name))))


def _is_four_words(value: str) -> bool:
    words = [word.strip() for word in value.split(",")]
    return len(words) == 4 and all(re.fullmatch(r"[^\W\d_][\w .-]{,39}", word) for word in words)


def _is_web(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def _is_address(value: str) -> bool:
    host, _, port = value.rpartition(":")
    return bool(host) and port.isdecimal() and 0 < int(port) < 65536


def _is_path(value: str) -> bool:
    try:
        Path(value).expanduser()
    except RuntimeError:  # ~somebody who is not there
        return False
    return "\0" not in value


def _beside(file: Path, value: str) -> str:
    """A path written in a file counts from the file's folder, so that both can be moved together."""
    return str(file.parent / Path(value).expanduser()) if value else ""


def _is_zone(value: str) -> bool:
    try:
        ZoneInfo(value)
    except (LookupError, OSError, ValueError):
        return False
    return True


def _is_time(value: str) -> bool:
    try:
        time.fromisoformat(value)
    except ValueError:
        return False
    return bool(re.fullmatch(r"\d\d:\d\d", value))
