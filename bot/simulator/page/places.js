// Changing what a chat shows without moving what stays.

/** Puts the list's children in this order, touching only those that are out of place. */
export function place(list, order) {
  const wanted = new Set(order);
  for (const child of [...list.children]) if (!wanted.has(child)) child.remove();
  order.forEach((item, i) => { if (list.children[i] !== item) list.insertBefore(item, list.children[i] ?? null); });
}

/** Which of a message's buttons has the focus, so that a card edited under the finger keeps the keyboard's place. */
export function focusPlace(item) {
  if (!item?.contains(document.activeElement)) return null;
  return [...item.querySelectorAll("button, a")].indexOf(document.activeElement);
}

export function focusAgain(item, place) {
  const buttons = [...item.querySelectorAll("button, a")];
  (buttons[Math.min(place, buttons.length - 1)] ?? item.closest(".scroller"))?.focus({ preventScroll: true });
}
