// The ring around what is to be tapped. It follows its target wherever the page, a chat or a card takes it.

const SETTLES = 1500; // milliseconds in which a chat that comes to rest at its end may take the target out of view
const GAP = 5; // pixels between the target and the ring

export class Ring {
  constructor() {
    this.element = document.getElementById("ring");
    this.target = null;
  }

  /** Puts the ring around an element of a phone, which is brought into view; null takes it away. */
  around(target, phone) {
    if (target === this.target) return;
    this.target?.classList.remove("ringed");
    this.target?.removeAttribute("aria-describedby");
    this.target = target;
    this.phone = phone;
    this.putAt = performance.now();
    this.element.hidden = !target;
    if (!target) return;
    target.classList.add("ringed");
    target.setAttribute("aria-describedby", "guide-text");
    phone.reveal(target);
    this.follow();
  }

  /** Each frame while there is a target: what scrolls or grows takes the ring along. */
  follow() {
    if (!this.target?.isConnected) return;
    const { left, width, ...ends } = this.target.getBoundingClientRect().toJSON();
    const room = this.target.closest(".scroller")?.getBoundingClientRect() ?? { top: -Infinity, bottom: Infinity };
    const top = Math.max(ends.top, room.top + GAP);
    const height = Math.min(ends.bottom, room.bottom - GAP) - top;
    if (height < GAP && performance.now() - this.putAt < SETTLES) this.phone.reveal(this.target);
    this.element.style.visibility = width > 0 && height > 0 ? "visible" : "hidden";
    const at = [left - GAP, top - GAP, width + 2 * GAP, height + 2 * GAP].map((pixels) => `${Math.round(pixels)}px`);
    [this.element.style.left, this.element.style.top, this.element.style.width, this.element.style.height] = at;
    requestAnimationFrame(() => this.follow());
  }
}
