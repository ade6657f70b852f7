// The ring around what is to be tapped. It follows its target wherever the page, a chat or a card takes it.

const GAP = 5; // pixels between the target and the ring

export class Ring {
  constructor() {
    this.element = document.getElementById("ring");
    this.target = null;
  }

  /** Puts the ring around an element, which is brought into view; null takes it away. */
  around(target) {
    if (target === this.target) return;
    this.target?.classList.remove("ringed");
    this.target?.removeAttribute("aria-describedby");
    this.target = target;
    this.element.hidden = !target;
    if (!target) return;
    target.classList.add("ringed");
    target.setAttribute("aria-describedby", "guide-text");
    target.scrollIntoView({ block: "nearest", behavior: "instant" });
    this.follow();
  }

  /** Each frame while there is a target: what scrolls or grows takes the ring along. */
  follow() {
    if (!this.target?.isConnected) return;
    const { left, top, width, height } = this.target.getBoundingClientRect();
    const room = this.target.closest(".scroller")?.getBoundingClientRect();
    const middle = top + height / 2;
    const inside = width > 0 && (!room || (middle > room.top && middle < room.bottom));
    this.element.style.visibility = inside ? "visible" : "hidden";
    const at = [left - GAP, top - GAP, width + 2 * GAP, height + 2 * GAP].map((pixels) => `${Math.round(pixels)}px`);
    [this.element.style.left, this.element.style.top, this.element.style.width, this.element.style.height] = at;
    requestAnimationFrame(() => this.follow());
  }
}
