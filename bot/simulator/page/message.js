// One message as Telegram shows it: bubble, media, text, time, and inline buttons under it.

import { formatted, icon, link, make } from "/page/text.js";

/**
 * A list item for the message. `context` holds `username()`, `timeOf(date)`, `openCode(code, button)`,
 * `tap(message_id, data)`, `copy(text)` and `enlarge(src)`; `old` is the item shown for this message until now.
 */
export function messageItem(message, context, old) {
  const item = make("li", { className: `message ${message.from_bot ? "theirs" : "mine"}` });
  item.dataset.testid = "message";
  item.dataset.id = message.message_id;
  const bubble = make("div", { className: "bubble" }, ...media(message, context, old));
  const words = message.text || message.caption;
  const foot = stamp(message, context);
  if (words) {
    bubble.append(make("p", { className: "text" }, ...formatted(words, message.entities, context), foot));
  } else {
    bubble.append(foot);
  }
  item.classList.toggle("bare", !words && Boolean(message.photo || message.sticker));
  item.classList.toggle("wide", Boolean(message.photo || message.buttons.length));
  item.append(bubble);
  if (message.buttons.length) item.append(inlineButtons(message, context));
  return item;
}

function stamp(message, context) {
  const foot = make("span", { className: "stamp" });
  if (message.edited && !message.from_bot) foot.append("redigeret ");
  foot.append(context.timeOf(message.date));
  if (!message.from_bot) foot.append(icon("read"));
  return foot;
}

function inlineButtons(message, context) {
  const rows = message.buttons.map((row) => make("div", { className: "keys-row" }, ...row.map(inlineButton)));
  return make("div", { className: "inline" }, ...rows);

  function inlineButton({ text, data, url, copy }) {
    const button = url === null ? make("button", { type: "button", textContent: text, className: "key" })
      : link(text, url, context, "key key-link");
    button.dataset.testid = "inline-button";
    button.title ||= text;
    if (copy !== null) {
      button.addEventListener("click", () => context.copy(copy));
    } else if (url === null) {
      button.dataset.data = data;
      button.addEventListener("click", () => context.tap(message.message_id, data));
    }
    return button;
  }
}

function media(message, context, old) {
  if (message.photo) return [photo(message, context, old)];
  if (message.voice || message.audio) return [voice(message)];
  if (message.sticker) {
    const sign = make("span", { className: "sticker", textContent: "👋" });
    sign.setAttribute("role", "img");
    sign.setAttribute("aria-label", "Klistermærke");
    return [sign];
  }
  if (message.video || message.video_note) return [make("p", { className: "film" }, icon("play"), `Video, ${length(message.seconds)}`)];
  if (message.document) {
    const file = { className: "file", href: message.document, download: message.file_name };
    return [make("a", file, icon("doc"), message.file_name)];
  }
  return [];
}

/** The picture element is kept when a card is edited: it shows the old picture until the new one is there. */
function photo(message, context, old) {
  const image = old?.querySelector(".photo img") ?? make("img", { alt: "" });
  if (image.getAttribute("src") !== message.photo) image.src = message.photo;
  [image.width, image.height] = message.size ?? [640, 640];
  const button = make("button", { type: "button", className: "photo" }, image);
  button.setAttribute("aria-label", "Billede. Vis det stort");
  button.addEventListener("click", () => context.enlarge(message.photo));
  return button;
}

const length = (seconds) => `${Math.floor(seconds / 60)}.${String(seconds % 60).padStart(2, "0")}`;

function voice(message) {
  const button = make("button", { type: "button", className: "play" }, icon("play"));
  const label = make("span", { className: "voice-length", textContent: length(message.seconds) });
  const file = message.voice || message.audio;
  const bars = [...file].slice(-12).flatMap((sign) => [sign.charCodeAt(0) % 13, sign.charCodeAt(0) % 7]);
  const wave = make("span", { className: "wave" }, ...bars.map((bar) => {
    const line = make("i");
    line.style.height = `${4 + bar}px`;
    return line;
  }));
  wave.setAttribute("aria-hidden", "true");
  const sound = new Audio();
  sound.preload = "none";
  sound.src = file;
  const show = () => {
    const paused = sound.paused || sound.ended;
    button.replaceChildren(icon(paused ? "play" : "pause"));
    button.setAttribute("aria-label", `${paused ? "Afspil" : "Stop"} talebesked, ${message.seconds} sekunder`);
  };
  for (const event of ["play", "pause", "ended"]) sound.addEventListener(event, show);
  button.addEventListener("click", () => {
    if (!sound.paused) return sound.pause();
    return sound.play().catch(() => { label.textContent = "kan ikke afspilles"; });
  });
  show();
  return make("div", { className: "voice" }, button, make("span", { className: "voice-body" }, wave, label));
}
