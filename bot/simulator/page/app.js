// The page: the bar over the phones, the three phones, and what keeps them up to date.

import { demoDoes, getDemo } from "/page/api.js";
import { setUpBuilder } from "/page/builder.js";
import { Guide } from "/page/guide.js";
import { Phone } from "/page/phone.js";
import { make } from "/page/text.js";
import { MINUTE, MORE } from "/page/tour.js";

const ROLES = { borger: "Borger", staff: "Kontaktperson", leader: "Leder" };
const WITHOUT_STREAM = 3000; // milliseconds between looks while the stream of changes is down
const CLOCK = 10_000; // milliseconds between looks at the clock

const byId = (id) => document.getElementById(id);
const WHAT = byId("welcome-text").textContent; // one line of what this is
let demo = null;
let streaming = false;

const formats = new Map();
function told(date, options) {
  const name = JSON.stringify([options, demo.timezone]);
  if (!formats.has(name)) formats.set(name, new Intl.DateTimeFormat("da-DK", { timeZone: demo.timezone, ...options }));
  return formats.get(name).format(new Date(date));
}

const shared = {
  username: () => demo.bot.username,
  botName: () => demo.bot.first_name,
  timeOf: (date) => told(date, { hour: "2-digit", minute: "2-digit" }),
  dayOf: (date) => told(date, { day: "numeric", month: "long" }),
  openCode,
  enlarge,
  counted: (phone) => markTab(phone),
};
const tabs = new Map();
const phones = Object.entries(ROLES).map(([role, title]) => new Phone(role, title, shared));
for (const phone of phones) tabs.set(phone.role, tabFor(phone));

function tabFor(phone) {
  const count = make("span", { className: "tab-count", hidden: true });
  const tab = make("button", { type: "button", className: "tab" }, ROLES[phone.role], count);
  tab.dataset.testid = `tab-${phone.role}`;
  tab.addEventListener("click", () => choose(phone.role));
  return tab;
}

/** How many new messages a phone has that nobody has looked at. */
function markTab(phone) {
  const tab = tabs.get(phone.role);
  if (!tab) return; // the page is being made
  const count = phone.fresh.size;
  tab.lastChild.hidden = !count;
  tab.lastChild.textContent = count > 9 ? "9+" : count || "";
  if (count) tab.setAttribute("aria-label", `${ROLES[phone.role]}, ${count} ${count === 1 ? "ny besked" : "nye beskeder"}`);
  else tab.removeAttribute("aria-label");
}

/** On a narrow screen one phone shows at a time. */
function choose(role) {
  byId("phones").dataset.shown = role;
  for (const phone of phones) phone.column.classList.toggle("chosen", phone.role === role);
  for (const [name, tab] of tabs) tab.setAttribute("aria-pressed", String(name === role));
  phones.find((phone) => phone.role === role).seen();
}

// -- the demo's clock and people

function draw(fresh) {
  if (demo && fresh.name !== demo.name) location.reload(); // all of it has begun anew
  demo = fresh;
  byId("clock").textContent = demo.clock;
  byId("next-event").textContent = demo.next_event ?? "Der er ikke mere i kalenderen";
  byId("jump").disabled = busy || demo.next_event === null;
  for (const time of document.querySelectorAll(".bar-time")) time.textContent = demo.time;
  for (const phone of phones) phone.setPeople(demo.people.filter(({ role }) => role === phone.role));
}

async function refreshDemo() {
  try {
    draw(await getDemo());
    lost(false);
  } catch {
    lost(true);
  }
}

let soon = null;
function refreshDemoSoon() {
  soon ??= setTimeout(() => { soon = null; refreshDemo(); }, 1000);
}

async function refreshAll() {
  await refreshDemo();
  await Promise.all(phones.map((phone) => phone.refresh()));
}

let busy = false;
async function control(action, given, during, after) {
  busy = true;
  const buttons = ["jump", "forward", "restart", "anew"].map(byId);
  for (const button of buttons) button.disabled = true;
  say(during);
  let said = after;
  try { draw(await demoDoes(action, given)); } catch { said = "Det lykkedes ikke. Prøv igen."; }
  busy = false;
  for (const button of buttons) button.disabled = false;
  if (demo) draw(demo);
  say(said);
}

function say(text) { byId("status").textContent = text; }

/** A link that opens the bot: somebody new follows it, and their phone is shown. */
async function openCode(code, button) {
  button.setAttribute("aria-busy", "true");
  say("Åbner linket på en ny telefon …");
  try {
    const person = await demoDoes("new_phone", { code });
    const phone = phones.find(({ role }) => role === person.role);
    await refreshDemo();
    choose(phone.role);
    phone.show(person.id);
    phone.column.classList.add("fresh");
    setTimeout(() => phone.column.classList.remove("fresh"), 2500);
    say(`Ny telefon: ${person.name}, ${ROLES[person.role].toLowerCase()}.`);
  } catch {
    say("Linket kunne ikke åbnes. Måske er det brugt eller for gammelt.");
  }
  button.removeAttribute("aria-busy");
}

function enlarge(src) {
  byId("large").querySelector("img").src = src;
  byId("large").showModal();
}

// -- the guide

const guide = new Guide({
  phones,
  choose,
  demo: () => demo,
  now: () => new Date(demo.now),
  tabOf: (phone) => tabs.get(phone.role),
  goTo: (time) => {
    const [wanted, now] = [time, demo.time].map((one) => one.split(".").reduce((hours, minutes) => 60 * hours + 1 * minutes));
    const minutes = (wanted - now + 1440) % 1440;
    return minutes ? control("forward", { minutes }, "Stiller uret frem …", "Uret er stillet frem.") : null;
  },
  closed: (atEnd) => {
    byId("welcome").hidden = false;
    byId("welcome-text").textContent = atEnd ? "Prøv selv videre. Tryk på det, du vil, på alle tre telefoner." : WHAT;
    byId("show").focus({ preventScroll: true });
  },
});

function play(stops) {
  byId("welcome").hidden = true;
  guide.play(stops);
}

// -- staying up to date

function lost(isLost) {
  document.body.classList.toggle("lost", isLost);
  const words = "Demoen svarer ikke. Siden prøver igen.";
  if (isLost) say(words);
  else if (byId("status").textContent === words) say("");
}

function listen() {
  const stream = new EventSource("/sim/events");
  stream.addEventListener("open", () => { streaming = true; refreshAll(); });
  stream.addEventListener("message", ({ data }) => {
    const { chat } = JSON.parse(data);
    for (const phone of phones) phone.changed(chat);
    refreshDemoSoon();
  });
  stream.addEventListener("error", () => {
    streaming = false;
    refreshDemo();
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, WITHOUT_STREAM);
  });
}

function begin() {
  byId("phones").append(...phones.map((phone) => phone.column));
  byId("tabs").append(...tabs.values());
  choose("borger");
  byId("jump").addEventListener("click", () => control("jump", {}, "Stiller uret frem …", "Uret er stillet frem."));
  byId("forward").addEventListener("click",
    () => control("forward", { minutes: 60 }, "Stiller uret frem …", "Uret er stillet 1 time frem."));
  setUpBuilder((person) => {
    choose(person.role);
    phones.find(({ role }) => role === person.role).show(person.id);
    say(`Din metode er på ${person.name}s telefon.`);
  });
  byId("show").addEventListener("click", () => play(MINUTE));
  for (const [name, stops] of Object.entries(MORE))
    byId(`more-${name}`).addEventListener("click", () => play(stops));
  byId("anew").addEventListener("click", () => control("anew", {}, "Demoen begynder forfra …", ""));
  byId("restart").addEventListener("click",
    () => control("restart", {}, "Botten er slukket. Den tændes igen …", "Botten er tændt igen."));
  byId("large").addEventListener("click", ({ target }) => { if (target === byId("large")) byId("large").close(); });
  listen();
  setInterval(() => { if (!streaming) refreshAll(); }, WITHOUT_STREAM);
  setInterval(() => { if (streaming) refreshDemo(); }, CLOCK);
}

begin();
