// A method of the visitor's own: written here, checked by the bot, tried on a phone.

import { demoDoes } from "/page/api.js";

const byId = (id) => document.getElementById(id);

/** Brings the builder to life; `tried(person)` is told whose phone the method is on. */
export function setUpBuilder(tried) {
  byId("build").addEventListener("click", async () => {
    byId("method").showModal();
    byId("method-words").value ||= await (await fetch("/page/min_metode.yaml")).text();
  });
  byId("method-close").addEventListener("click", () => byId("method").close());
  byId("method-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    byId("method-try").disabled = true;
    byId("method-wrong").textContent = "";
    try {
      const person = await demoDoes("method", { words: byId("method-words").value });
      byId("method").close();
      tried(person);
    } catch ({ message }) {
      byId("method-wrong").textContent = `Den kan ikke bruges endnu:\n${message}`;
    }
    byId("method-try").disabled = false;
  });
}
