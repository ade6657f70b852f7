"""The simulator's values as the JSON that Telegram sends."""

import mimetypes
from dataclasses import asdict

from bot.simulator.state import Chat, Entity, SimButton, SimFile, SimMessage, SimState

Json = dict[str, object]
_OPUS_A_SECOND = 48_000
_STARTS = {
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"RIFF": "image/webp",
    b"OggS": "audio/ogg",
    b"\x1aE\xdf\xa3": "audio/webm",
    b"%PDF": "application/pdf",
}


def bot_json(state: SimState) -> Json:
    """The bot as a User."""
    return {"id": state.bot_id, "is_bot": True, "first_name": "Trivsel", "username": state.username}


def _named(chat: Chat) -> Json:
    names = {"first_name": chat.first_name, "last_name": chat.last_name, "username": chat.username}
    return {name: value for name, value in names.items() if value is not None}


def person_json(chat: Chat) -> Json:
    """The person of a chat as a User."""
    language = {} if chat.language_code is None else {"language_code": chat.language_code}
    return {"id": chat.chat_id, "is_bot": False, **_named(chat), **language}


def chat_json(chat: Chat) -> Json:
    """A private Chat."""
    return {"id": chat.chat_id, "type": "private", **_named(chat)}


def message_json(state: SimState, message: SimMessage) -> Json:
    """A Message, whole."""
    chat = state.chats[message.chat_id]
    result: Json = {
        "message_id": message.message_id,
        "from": bot_json(state) if message.from_bot else person_json(chat),
        "chat": chat_json(chat),
        "date": int(message.date.timestamp()),
    }
    if message.edited is not None:
        result["edit_date"] = int(message.edited.timestamp())
    if message.forwarded:
        origin = {"type": "hidden_user", "sender_user_name": "Demo", "date": result["date"]}
        result["forward_origin"] = origin
    if message.text:
        result["text"] = message.text
    if message.caption:
        result["caption"] = message.caption
    if message.entities:
        result["entities" if message.file is None else "caption_entities"] = [_entity(e) for e in message.entities]
    if message.file is not None:
        result[message.file.kind] = _media(message.file)
    if message.buttons:
        result["reply_markup"] = {"inline_keyboard": buttons_json(message)}
    return result


def buttons_json(message: SimMessage) -> list[list[Json]]:
    """The rows of inline buttons."""
    return [[_button(button) for button in row] for row in message.buttons]


def _button(button: SimButton) -> Json:
    if button.copy is not None:
        return {"text": button.text, "copy_text": {"text": button.copy}}
    return {"text": button.text, **({"url": button.url} if button.url is not None else {"callback_data": button.data})}


def _entity(entity: Entity) -> Json:
    url = {} if entity.url is None else {"url": entity.url}
    return {"type": entity.type, "offset": entity.offset, "length": entity.length, **url}


def file_json(file: SimFile) -> Json:
    """What all kinds of files have in common."""
    return {"file_id": file.file_id, "file_unique_id": file.unique_id, "file_size": len(file.content)}


def _media(file: SimFile) -> Json | list[Json]:
    common = file_json(file)
    if file.kind == "photo":
        width, height = image_size(file.content) or (640, 640)
        return [{**common, "width": width, "height": height}]
    if file.kind in ("voice", "audio"):
        return {**common, "duration": file.seconds, "mime_type": content_type(file)}
    if file.kind == "sticker":
        kind = {"type": "regular", "is_animated": False, "is_video": False, "emoji": "👋"}
        return {**common, **kind, "width": 512, "height": 512}
    if file.kind == "video_note":
        return {**common, "length": 384, "duration": file.seconds}
    if file.kind == "video":
        return {**common, "width": 640, "height": 360, "duration": file.seconds, "mime_type": "video/mp4"}
    mime_type = mimetypes.guess_type(file.name)[0]
    return {**common, "file_name": file.name, **({"mime_type": mime_type} if mime_type else {})}


def content_type(file: SimFile) -> str:
    """What kind of file it is, by how it begins."""
    if file.content[4:8] == b"ftyp":
        return "audio/mp4"
    found = (kind for start, kind in _STARTS.items() if file.content.startswith(start))
    return next(found, "application/octet-stream")


def sound_seconds(content: bytes) -> int:
    """How long an OGG file with Opus can be heard, by the time of its last page; 0 for anything else."""
    last = content.rfind(b"OggS")
    if b"OpusHead" not in content or len(content) < last + 14:
        return 0
    return round(int.from_bytes(content[last + 6 : last + 14], "little") / _OPUS_A_SECOND)


def image_size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG, a nominal size for JPEG and WebP, None for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")
    if content.startswith(b"\xff\xd8\xff") or (content[:4] == b"RIFF" and content[8:12] == b"WEBP"):
        return 640, 640
    return None


def phone_json(state: SimState, chat: Chat) -> Json:
    """A chat as a page needs it to draw a phone. Files are given by the path under which the simulator serves them."""
    open_taps = [{"message_id": query.message_id, "data": query.data} for query in state.open_queries(chat.chat_id)]
    person = {**person_json(chat), "started": chat.started, "blocked": chat.blocked}
    shown = [_shown_json(message) for message in chat.messages.values()]
    keyboard = {"reply_keyboard": chat.reply_keyboard, "placeholder": chat.placeholder if chat.reply_keyboard else ""}
    return {"user": person, "messages": shown, **keyboard, "toasts": chat.toasts, "open_taps": open_taps}


def _shown_json(message: SimMessage) -> Json:
    file = message.file
    media: Json = {}
    if file is not None:
        size = image_size(file.content) if file.kind == "photo" else None
        media = {file.kind: f"/sim/files/{file.unique_id}", "seconds": file.seconds, "size": size}
    return {
        "message_id": message.message_id,
        "from_bot": message.from_bot,
        "date": message.date.isoformat(),
        "edited": None if message.edited is None else message.edited.isoformat(),
        "text": message.text,
        "caption": message.caption,
        "entities": [_entity(entity) for entity in message.entities],
        "silent": message.silent,
        "file_name": None if file is None else file.name,
        "buttons": [[asdict(button) for button in row] for row in message.buttons],
        **media,
    }
