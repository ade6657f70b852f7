// The guide: goes from stop to stop, with a ring around the button that the visitor taps. It looks at what is on the
// phones now, whoever has put it there; so it waits for slow answers, and is not put off by other taps.

import { Ring } from "/page/ring.js";
import { STOPS } from "/page/tour.js";

const LOOK = 150; // milliseconds between two looks at the phones
const REST = 1200; // milliseconds in which what a tap has done can be seen before it goes on
const ANSWERED = 2500; // milliseconds that a tap is given to be answered before the same button has the ring again
const LONG = 6000; // milliseconds without anything to tap, after which the guide says so

const byId = (id) => document.getElementById(id);

export class Guide {
  /** `page` has `phones`, `demo()`, `choose(role)`, `goTo(time)` and `closed(atEnd)`. */
  constructor(page) {
    this.page = page;
    this.ring = new Ring();
    byId("guide-close").addEventListener("click", () => this.close());
    byId("guide-next").addEventListener("click", () => this.goOn());
    byId("guide-find").addEventListener("click", () => this.ring.target && focusOn(this.ring.target));
    document.addEventListener("keydown", ({ key }) => {
      if (key === "Escape" && this.stops && !document.querySelector("dialog[open]")) this.close();
    });
    document.addEventListener("click", ({ target }) => {
      if (this.stop && this.ring.target?.contains(target)) Object.assign(this.stop, { tapped: this.ring.target, tappedAt: performance.now() });
    }, { capture: true });
  }

  /** Begins at the first of these stops. */
  async play(stops) {
    this.stops = [...stops];
    document.body.classList.add("guided");
    byId("guide").hidden = false;
    await this.arrive();
    byId("guide-close").focus({ preventScroll: true });
  }

  close(atEnd = false) {
    clearInterval(this.timer);
    this.stops = this.stop = null;
    this.ring.around(null);
    byId("guide").hidden = true;
    document.body.classList.remove("guided");
    this.page.closed(atEnd);
  }

  goOn() {
    this.stops.shift();
    if (this.stops.length) this.arrive();
    else this.close(true);
  }

  /** Comes to a stop: shows its phone, and says what there is to do. */
  async arrive() {
    clearInterval(this.timer);
    this.stop = null;
    this.ring.around(null);
    const [{ number, text, next, at, who }] = this.stops;
    const stops = this.stops;
    byId("guide-step").textContent = number ? `${number} af ${STOPS}` : "";
    byId("guide-text").textContent = text;
    byId("guide-next").textContent = next ?? "Spring over";
    byId("guide-next").classList.toggle("act-main", Boolean(next));
    byId("guide-next").hidden = this.stops.length === 1 && !number; // there is nothing to skip to
    byId("guide-wait").textContent = "";
    this.page.choose(who.role);
    if (at) await this.page.goTo(at);
    if (this.stops !== stops) return; // closed meanwhile
    const phone = this.phone();
    const person = phone.people?.find(({ name }) => name === who.name);
    if (person && person.id !== phone.person) await phone.show(person.id);
    if (this.stops !== stops) return;
    this.stop = { ...this.stops[0], began: this.page.now(), tapped: null, seenAt: performance.now() };
    this.timer = setInterval(() => this.look(), LOOK);
    this.look();
  }

  phone() { return this.page.phones.find(({ role }) => role === this.stops[0].who.role); }

  /** Whether this is the button that was tapped just now. */
  isOnItsWay(button) {
    const { tapped, tappedAt } = this.stop;
    const same = button && tapped && (button === tapped || (button.dataset.data && button.dataset.data === tapped.dataset.data));
    return same && button !== this.phone().select && performance.now() - tappedAt < ANSWERED;
  }

  look() {
    const phone = this.phone();
    const shown = phone.people?.find(({ id }) => id === phone.person)?.name === this.stop.who.name;
    const given = { ...this.stop, demo: this.page.demo() };
    if (shown && this.stop.done(phone, given)) {
      this.ring.around(null);
      clearInterval(this.timer);
      const { stop } = this;
      setTimeout(() => { if (this.stop === stop) this.goOn(); }, REST);
      return;
    }
    const target = shown ? this.stop.target(phone, given) : phone.select;
    const inSight = !target || target.checkVisibility() ? target : this.page.tabOf(phone);
    const usable = inSight?.disabled || inSight?.getAttribute("aria-busy") || this.isOnItsWay(inSight) ? null : inSight;
    this.ring.around(usable, phone);
    if (usable) this.stop.seenAt = performance.now();
    const waits = performance.now() - this.stop.seenAt > LONG;
    const words = waits ? "Der er ikke noget at trykke på her. Spring over, eller tryk på Forfra." : "";
    if (byId("guide-wait").textContent !== words) byId("guide-wait").textContent = words;
    byId("guide-find").hidden = !usable;
  }
}

function focusOn(target) {
  const button = target.matches("button, select, a") ? target : target.querySelector("button, a") ?? target;
  button.focus();
  button.scrollIntoView({ block: "nearest" });
}
