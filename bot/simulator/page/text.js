// A message's text as elements. Nothing a message says is ever read as HTML.

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote",
};
const LINK = /\b(?:https?:\/\/|t\.me\/)[^\s<>"]*[^\s<>".,;:!?)\]}']/g;

/** An element with properties and children. */
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** An icon of the page's own set. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.setAttribute("class", "icon");
  svg.append(use);
  return svg;
}

/** The start code of a link that opens this bot, or null. */
export function startCode(url, username) {
  const link = new RegExp(`^(?:https?://)?t\\.me/${username}\\?start=([\\w-]{1,64})$`, "i");
  return link.exec(url)?.[1] ?? null;
}

/**
 * A link: one that opens this bot becomes a button that opens it on a new phone, any other web address a link to a
 * new tab, anything else plain text.
 */
export function link(label, url, context, className = "link") {
  const code = startCode(url, context.username());
  if (code !== null) {
    const button = make("button", { type: "button", className, textContent: label });
    button.setAttribute("aria-label", `${label} (åbnes på en ny telefon)`);
    button.title = "Åbnes på en ny telefon";
    button.addEventListener("click", () => context.openCode(code, button));
    return button;
  }
  const full = /^t\.me\//i.test(url) ? `https://${url}` : url;
  if (!/^https?:\/\//i.test(full)) return make("span", { className, textContent: label });
  return make("a", { className, href: full, target: "_blank", rel: "noopener noreferrer", textContent: label });
}

function plain(text, context) {
  const parts = [];
  let done = 0;
  for (const found of text.matchAll(LINK)) {
    parts.push(text.slice(done, found.index), link(found[0], found[0], context));
    done = found.index + found[0].length;
  }
  return [...parts, text.slice(done)];
}

/** The text with its formatting; the entities' offsets count as JavaScript's strings do. */
export function formatted(text, entities, context, start = 0, end = text.length) {
  const parts = [];
  let done = start;
  for (let i = 0; i < entities.length; i++) {
    const { type, offset, length, url } = entities[i];
    const stop = Math.min(offset + length, end);
    if (offset < done) continue; // lies within the one before
    parts.push(...plain(text.slice(done, offset), context));
    const stands = type === "blockquote" || type === "pre";
    if (type === "text_link") {
      parts.push(link(text.slice(offset, stop), url, context));
    } else {
      const inner = entities.slice(i + 1).filter((other) => other.offset < stop);
      parts.push(make(TAGS[type] ?? "span", {}, ...formatted(text, inner, context, offset, stop)));
    }
    done = stands && text[stop] === "\n" ? stop + 1 : stop; // one on a line of its own ends that line
  }
  return [...parts, ...plain(text.slice(done, end), context)];
}
