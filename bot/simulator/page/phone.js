// One phone: whose it is, their chat with the bot, and what they can do in it.

import { does, getChat } from "/page/api.js";
import { messageItem } from "/page/message.js";
import { focusAgain, focusPlace, place } from "/page/places.js";
import { make } from "/page/text.js";
import { setUpWriter } from "/page/writer.js";

const NEAR = 60; // pixels from the end that count as being there
const MARGIN = 12; // pixels around what is brought into sight
const TOAST_TIME = 3500; // milliseconds
const SWITCH_TIME = 500; // milliseconds in which a chat that is shown anew comes to rest at its end
const OWN_TIME = 600; // milliseconds within which a scroll comes of what the person did
const UPWARD = new Set(["ArrowUp", "PageUp", "Home"]);
const calm = matchMedia("(prefers-reduced-motion: reduce)");

export class Phone {
  /** `shared` holds what a message's context needs, `botName()`, `dayOf(date)`, and `counted(phone)`, which tells how
   * many new messages there are. */
  constructor(role, title, shared) {
    this.role = role;
    this.person = null;
    this.unread = new Set();
    this.fresh = new Set(); // ids of the messages that came while the phone was not on the screen
    this.column = document.getElementById("phone").content.cloneNode(true).firstElementChild;
    this.column.dataset.testid = `phone-${role}`;
    this.column.setAttribute("aria-label", `Telefon: ${title}`);
    this.find("h2").textContent = title;
    this.select.setAttribute("aria-label", `Vælg, hvis telefon du ser: ${title}`);
    this.select.addEventListener("change", () => this.show(Number(this.select.value)));
    this.find(".scroller").setAttribute("aria-label", `Chat: ${title}`);
    this.shared = shared;
    this.context = { ...shared, copy: (text) => this.copy(text), tap: (messageId, data) => this.tap(messageId, data) };
    this.forget();
    setUpWriter(this);
    this.setUpScroll();
  }

  find(selector) { return this.column.querySelector(selector); }

  get select() { return this.find("select"); }

  // -- whose phone

  /** Offers these people; keeps the one shown if they are among them. */
  setPeople(people) {
    this.people = people;
    if (people.length && !people.some(({ id }) => id === this.person)) this.show(people[0].id);
    this.nameOptions();
    this.column.classList.toggle("nobody", !people.length);
  }

  nameOptions() {
    const options = this.people.map(({ id, name }) =>
      make("option", { value: id, textContent: this.unread.has(id) ? `${name} · nyt` : name }));
    const same = [...this.select.options].map((o) => o.value + o.textContent).join()
      === options.map((o) => o.value + o.textContent).join();
    if (!same) this.select.replaceChildren(...options);
    this.select.value = this.person;
    this.select.disabled = options.length < 2;
  }

  show(id) {
    this.person = id;
    this.unread.delete(id);
    this.forget();
    if (this.people) this.nameOptions();
    return this.refresh();
  }

  forget() {
    this.messages = [];
    this.items = new Map(); // message id -> {shown, item}
    this.sending = new Set(); // taps on their way to the server
    this.toastsSeen = null;
    this.pinned = true;
    this.first = true;
    this.shownAt = performance.now();
    this.find(".messages").replaceChildren();
    this.find(".toast").textContent = "";
    this.find(".news").textContent = "";
    this.seen();
  }

  /** The phone is looked at: nothing on it is new any more. */
  seen() {
    this.fresh.clear();
    this.shared.counted(this);
  }

  /** A chat has changed: drawn anew if it is the one shown, marked if it is another one of this phone's. */
  changed(id) {
    if (id === this.person) this.refresh();
    else if (this.people?.some((person) => person.id === id)) {
      this.unread.add(id);
      this.nameOptions();
    }
  }

  // -- drawing

  /** Fetches and draws the chat; one fetch at a time, and one more when something changed meanwhile. */
  async refresh() {
    this.wanted = true;
    this.running ??= this.fetchAll().finally(() => { this.running = null; });
    await this.running;
  }

  async fetchAll() {
    while (this.wanted && this.person !== null) {
      this.wanted = false;
      const person = this.person;
      try {
        const chat = await getChat(person);
        if (person === this.person) this.draw(chat);
      } catch { return; } // the page's own watch over the connection comes back
    }
  }

  draw(chat) {
    this.messages = chat.messages;
    this.find(".bot-name").textContent = this.shared.botName();
    this.drawMessages(chat.messages);
    this.drawKeyboard(chat.reply_keyboard);
    this.find(".composer").placeholder = chat.placeholder || "Skriv en besked";
    this.drawToasts(chat.toasts);
    this.open = new Set(chat.open_taps.map((tap) => key(tap.message_id, tap.data)));
    this.markTaps();
    const begin = this.find(".begin");
    begin.hidden = chat.user.started && !chat.user.blocked;
    begin.textContent = chat.user.blocked ? "Genstart" : "Start";
    this.find(".writer").hidden = !begin.hidden;
    this.first = false;
  }

  drawMessages(messages) {
    const list = this.find(".messages");
    const scroller = this.find(".scroller");
    const top = scroller.scrollTop;
    const kept = new Map();
    const order = [];
    let day = "";
    for (const message of messages) {
      const today = this.shared.dayOf(message.date);
      if (today !== day) order.push(this.dayMark(today));
      day = today;
      kept.set(message.message_id, this.itemFor(message));
      order.push(kept.get(message.message_id).item);
    }
    this.items = kept;
    for (const id of this.fresh) if (!kept.has(id)) this.fresh.delete(id); // gone before anybody saw it
    this.shared.counted(this);
    const focused = list.contains(document.activeElement) ? document.activeElement : null;
    place(list, order);
    if (focused?.isConnected && focused !== document.activeElement) focused.focus({ preventScroll: true });
    if (!this.first && scroller.scrollTop < top) scroller.scrollTop = top; // the chat was shorter for a moment
  }

  dayMark(day) {
    const marks = [...this.find(".messages").querySelectorAll(".day")];
    return marks.find((mark) => mark.textContent === day) ?? make("li", { className: "day", textContent: day });
  }

  itemFor(message) {
    const old = this.items.get(message.message_id);
    const shown = JSON.stringify(message);
    if (old?.shown === shown) return old;
    const place = focusPlace(old?.item);
    const item = messageItem(message, this.context, old?.item);
    if (!old && !this.first) item.classList.add("new");
    old?.item.replaceWith(item);
    if (place !== null) focusAgain(item, place);
    if (message.from_bot && !this.first) this.tellNews(message, !old);
    return { shown, item };
  }

  tellNews(message, isNew) {
    const buttons = message.buttons.flat().map((button) => button.text).join(", ");
    this.find(".news").textContent = [message.text || message.caption || "Et billede", buttons].join(". ");
    if (isNew && !this.pinned) this.find(".down").classList.add("has-news");
    if (isNew && !this.column.checkVisibility()) this.fresh.add(message.message_id);
  }

  drawKeyboard(rows) {
    const board = this.find(".keyboard");
    const shown = JSON.stringify(rows);
    this.find('[data-do="keys"]').hidden = !rows;
    board.hidden = !rows || this.find('[data-do="keys"]').getAttribute("aria-expanded") === "false";
    if (board.dataset.shown === shown) return;
    board.dataset.shown = shown;
    board.replaceChildren(...(rows ?? []).map((row) => make("div", { className: "keys-row" }, ...row.map((text) => {
      const button = make("button", { type: "button", className: "reply-key", textContent: text });
      button.dataset.testid = "reply-button";
      button.addEventListener("click", () => this.act(() => does(this.person, "presses", { text })));
      return button;
    }))));
  }

  drawToasts(toasts) {
    const news = toasts.length > (this.toastsSeen ?? toasts.length) ? toasts.at(-1) : null;
    this.toastsSeen = toasts.length;
    if (news) this.toast(news);
  }

  async copy(text) {
    const copied = await navigator.clipboard?.writeText(text).then(() => true, () => false);
    this.toast(copied ? "Kopieret." : "Browseren vil ikke kopiere.");
  }

  toast(text) {
    const toast = this.find(".toast");
    toast.textContent = text;
    toast.classList.add("on");
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => toast.classList.remove("on"), TOAST_TIME);
  }

  markTaps() {
    for (const [id, { item }] of this.items) {
      for (const button of item.querySelectorAll("[data-data]")) {
        const tap = key(id, button.dataset.data);
        const waits = this.open?.has(tap) || this.sending.has(tap);
        if (waits) button.setAttribute("aria-busy", "true");
        else button.removeAttribute("aria-busy");
      }
    }
  }

  // -- finding

  itemOf(messageId) { return this.items.get(messageId)?.item ?? null; }

  buttonOf(messageId, data) { return this.itemOf(messageId)?.querySelector(`[data-data="${CSS.escape(data)}"]`) ?? null; }

  keyOf(words) { return [...this.column.querySelectorAll(".reply-key")].find((key) => key.textContent.includes(words)) ?? null; }

  // -- acting

  async tap(messageId, data) {
    const tap = key(messageId, data);
    if (this.sending.has(tap) || this.open?.has(tap)) return; // as in Telegram: it is on its way
    this.sending.add(tap);
    this.markTaps();
    const { sending } = this;
    await this.act(() => does(this.person, "taps_data", { message_id: messageId, data }), { pin: false });
    sending.delete(tap);
    this.markTaps();
  }

  /** Does something as the person; what they send themselves brings them to the end of the chat. */
  async act(action, { pin = true } = {}) {
    try {
      await action();
    } catch {
      this.toast("Det kunne ikke sendes.");
      return false;
    }
    if (pin) this.toEnd();
    await this.refresh();
    return true;
  }

  // -- keeping to the end of the chat, unless the person has scrolled up

  setUpScroll() {
    const scroller = this.find(".scroller");
    let last = 0;
    let moved = -Infinity; // when the person last did something that scrolls; a card edited in place scrolls too
    const by = (kind, counts) => scroller.addEventListener(kind, (event) => {
      if (counts(event)) moved = performance.now();
    }, { passive: true });
    by("wheel", () => true);
    by("touchmove", () => true);
    by("pointerdown", (event) => event.target === scroller); // the scroll bar
    by("keydown", (event) => UPWARD.has(event.key));
    scroller.addEventListener("scroll", () => {
      const left = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
      const own = performance.now() - moved < OWN_TIME;
      if (left < NEAR) this.pinned = true;
      else if (own && scroller.scrollTop < last - 1) this.pinned = false;
      last = scroller.scrollTop;
      this.find(".down").hidden = this.pinned;
      if (this.pinned) this.find(".down").classList.remove("has-news");
    }, { passive: true });
    const follow = new ResizeObserver(() => { if (this.pinned) this.toEnd(); });
    follow.observe(scroller);
    follow.observe(this.find(".messages"));
    this.find(".down").addEventListener("click", () => this.toEnd());
  }

  /** Brings something into sight. What is higher than the chat is seen from its beginning, and the chat stays there; the
   * page around it moves no further than it must. */
  reveal(target) {
    const scroller = this.find(".scroller");
    if (scroller.contains(target)) {
      const { top, bottom, height } = target.getBoundingClientRect();
      const room = scroller.getBoundingClientRect();
      const above = top - room.top - MARGIN;
      const below = bottom - room.bottom + MARGIN;
      const high = height + 2 * MARGIN > room.height;
      if (high) this.pinned = false;
      if (high || above < 0 || below > 0) scroller.scrollBy({ top: high || above < 0 ? above : below, behavior: "instant" });
      target = this.find(".room");
    }
    target.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  toEnd() {
    const scroller = this.find(".scroller");
    const atOnce = calm.matches || performance.now() - this.shownAt < SWITCH_TIME;
    this.pinned = true;
    scroller.scrollTo({ top: scroller.scrollHeight, behavior: atOnce ? "instant" : "smooth" });
  }
}

const key = (messageId, data) => `${messageId} ${data}`;
