// Saves a form by itself: a POST of the whole form with its version, shortly after typing stops.
// The server answers {"version": n}, 409 (newer on another device) or 429 (too soon); what could not be sent is
// kept on this device until it is.
import { clock, say } from "./words.js";

const PAUSE = 1500;
const RETRY = 10000;

export function autosave(root) {
  for (const form of root.querySelectorAll("form[data-autosave]")) watch(form);
}

function watch(form) {
  const store = keptFor(form);
  let timer = 0;
  let isBusy = false;
  const plan = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  };
  const send = async () => {
    if (isBusy) return plan(PAUSE);
    isBusy = true;
    const wait = await save(form, store);
    isBusy = false;
    if (wait) plan(wait);
  };
  form.addEventListener("input", ({ target }) => {
    if (target.type === "file") return;
    store.keep();
    plan(PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    store.drop();
  });
  addEventListener("online", () => store.read() && send());
  offerKept(form, store, send);
}

// Returns the milliseconds after which to try again, or nothing.
async function save(form, store) {
  show(form, "saving", say("saving"));
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
  let answer;
  try {
    answer = await fetch(form.dataset.autosave, {
      method: "POST",
      body,
      headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
    });
  } catch {
    show(form, "offline", say("offline"));
    return RETRY;
  }
  if (answer.status === 429) return 1000 * Number(answer.headers.get("Retry-After") ?? 1);
  if (answer.status === 409) return void show(form, "conflict", say("conflict"));
  if (!answer.ok) return void show(form, "failed", say("failed"));
  return done(form, store, await answer.json());
}

function done(form, store, { version }) {
  const field = form.elements.namedItem("version");
  if (field && version !== undefined) field.value = version;
  store.drop();
  show(form, "saved", say("saved", clock(new Date())));
  form.dispatchEvent(new Event("balai:saved", { bubbles: true }));
}

function show(form, state, text) {
  const place = form.querySelector("[data-saved]") ?? document.querySelector("[data-saved]");
  if (!place) return;
  place.dataset.state = state;
  (place.querySelector("[data-saved-text]") ?? place).textContent = text;
}

// The copy on this device; secret answers (data-secret, passwords, NIK) are never kept in it.
function keptFor(form) {
  const key = `balai:${form.dataset.autosave}`;
  const isOpen = ({ name, type, dataset }) =>
    name && !["file", "password", "hidden"].includes(type) && !("secret" in dataset) && !("digits" in dataset);
  const values = () =>
    [...form.elements]
      .filter(isOpen)
      .filter((field) => !["radio", "checkbox"].includes(field.type) || field.checked)
      .map((field) => [field.name, field.value]);
  return {
    keep: () => localStorage.setItem(key, JSON.stringify(values())),
    read: () => JSON.parse(localStorage.getItem(key) ?? "null"),
    drop: () => localStorage.removeItem(key),
  };
}

function offerKept(form, store, send) {
  const kept = store.read();
  if (!kept) return;
  const note = Object.assign(document.createElement("div"), { className: "notice pill-info mb-4" });
  const text = Object.assign(document.createElement("p"), { textContent: say("found") });
  const button = Object.assign(document.createElement("button"), {
    className: "link cursor-pointer",
    textContent: say("restore"),
    type: "button",
  });
  note.setAttribute("role", "status");
  note.append(text, button);
  form.prepend(note);
  button.addEventListener("click", () => {
    restore(form, kept);
    note.remove();
    send();
  });
}

function restore(form, kept) {
  for (const [name, value] of kept) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (["radio", "checkbox"].includes(field.type)) field.checked ||= field.value === value;
      else field.value = value;
    }
  }
}
