// Requests to the simulator and to the demo behind it.

async function ask(path, options) {
  const response = await fetch(path, options);
  if (!response.ok) throw new Error(response.status === 409 ? await response.text() : `${path}: ${response.status}`);
  return response.json();
}

export const getDemo = () => ask("/demo");
export const getChat = (id) => ask(`/sim/users/${id}/chat`);
export const demoDoes = (action, given = {}) => post(`/demo/${action}`, given);

/** An action of a person, its arguments as an object. */
export const does = (id, action, given = {}) => post(`/sim/users/${id}/${action}`, given);

/** A photo or a voice message: the file itself, with what is said about it. */
export const sendsFile = (id, action, body, about) =>
  ask(`/sim/users/${id}/${action}?${new URLSearchParams(about)}`, { method: "POST", body });

function post(path, given) {
  const headers = { "Content-Type": "application/json" };
  return ask(path, { method: "POST", headers, body: JSON.stringify(given) });
}
