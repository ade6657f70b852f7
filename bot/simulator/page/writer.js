// What a person can send besides taps: text, a photo, a sticker, a voice message.

import { does, sendsFile } from "/page/api.js";

/** Brings the writing line of a phone to life, and the button with which a chat begins. */
export function setUpWriter(phone) {
  const composer = phone.find(".composer");
  const file = phone.find("[type=file]");
  const tool = (name) => phone.find(`[data-do="${name}"]`);
  const offer = () => {
    const empty = !composer.value.trim();
    phone.find(".tool-send").hidden = empty;
    tool("voice").hidden = tool("sticker").hidden = !empty;
  };
  composer.addEventListener("input", offer);
  phone.find(".writer").addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = composer.value.trim();
    if (!text) return;
    composer.value = "";
    offer();
    composer.focus();
    if (!(await phone.act(() => does(phone.person, "sends", { text })))) composer.value ||= text;
    offer();
  });
  tool("sticker").addEventListener("click", () => phone.act(() => does(phone.person, "sends_sticker")));
  tool("voice").addEventListener("click", () => phone.act(() => sendVoice(phone.person)));
  tool("photo").addEventListener("click", () => file.click());
  file.addEventListener("change", () => sendPhoto(phone, file));
  tool("keys").addEventListener("click", () => {
    const open = tool("keys").getAttribute("aria-expanded") === "false";
    tool("keys").setAttribute("aria-expanded", String(open));
    phone.find(".keyboard").hidden = !open;
  });
  phone.find(".begin").addEventListener("click", () => phone.act(() => does(phone.person, "starts")));
}

async function sendPhoto(phone, input) {
  const [photo] = input.files;
  if (!photo) return;
  if (await isPicture(photo)) {
    await phone.act(() => sendsFile(phone.person, "sends_photo", photo, { caption: "" }));
  } else {
    phone.toast("Vælg et billede i PNG eller JPEG.");
  }
  input.value = ""; // so that the same picture can be chosen again
}

/** No microphone is asked for: everybody's voice is the same short tune. */
async function sendVoice(person) {
  const tone = await fetch("/page/tone.ogg");
  await sendsFile(person, "sends_voice", await tone.blob(), { seconds: 3 });
}

async function isPicture(file) {
  const start = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  const begins = (...bytes) => bytes.every((byte, i) => start[i] === byte);
  return begins(0x89, 0x50, 0x4e, 0x47) || begins(0xff, 0xd8, 0xff);
}
