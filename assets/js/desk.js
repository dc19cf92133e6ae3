// The counter of the queue: a press is a form with a key of its own. What the line does not carry is kept on this computer and sent
// again with the same key, so that nothing is lost and nothing is done twice; the page exchanges itself for the answer.
import { clock, say } from "./words.js";

const PATIENCE = 10_000; // milliseconds; a line that carries nothing for so long is dead
const RETRY = 3000;
const REFRESH = 30_000; // beside the bell of live.js: waits grow while nothing happens
const BELL_REST = 3000; // the bell rings for the whole hall: forty counters do not all ask at every ring
const OLDEST = 10 * 60_000; // whoever was called so long ago is not called now
const CALM = 400; // keys rest while the eye finds the new page
const AGAIN = new Set([408, 429, 502, 503, 504]);

export function desk(root) {
  const frame = root.querySelector("[data-desk-frame]");
  if (!frame) return;
  const work = { frame, store: storeOf(frame), isBusy: false, since: null, timer: 0, bell: 0, heard: 0 };
  frame.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-desk-form]")) return;
    event.preventDefault();
    press(work, event.target, event.submitter);
  });
  frame.addEventListener("click", (event) => restfully(work, event), { capture: true });
  root.addEventListener("keydown", (event) => onKey(work, event));
  frame.addEventListener("live:bell", () => hear(work));
  addEventListener("online", () => (work.store.read() ? send(work) : refresh(work)));
  setInterval(() => document.hidden || refresh(work), REFRESH);
  if (work.store.read()) send(work);
}

// Keys mean the buttons that carry them; what has the focus keeps its own Enter and space.
function onKey(work, event) {
  const { key, target } = event;
  if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  if (target.closest("input, textarea, select, [contenteditable], dialog[open]")) return;
  if ((key === "Enter" || key === " ") && target.closest("a, button, summary")) return;
  const name = key === " " ? "space" : key.toLowerCase();
  const button = work.frame.querySelector(`[data-press~="${CSS.escape(name)}"]`);
  if (!button) return;
  event.preventDefault();
  const isResting = work.isBusy || work.store.read() || "settling" in work.frame.dataset;
  if (!isResting) button.click();
}

// What opens a dialog rests as well while a press is on its way.
function restfully(work, event) {
  if (!event.target.closest("a[data-press]") || !(work.isBusy || work.store.read())) return;
  event.preventDefault();
  event.stopPropagation();
}

// One press at a time: until it has arrived, a further one would only be a guess.
function press(work, form, submitter) {
  if (work.isBusy || work.store.read()) return;
  const body = new URLSearchParams(new FormData(form, submitter));
  body.delete("csrfmiddlewaretoken");
  const label = (submitter?.querySelector("span") ?? submitter)?.textContent.trim() ?? "";
  work.store.keep({ address: form.action, body: String(body), label, at: Date.now() });
  form.closest("dialog")?.close();
  send(work);
}

async function send(work) {
  const kept = work.store.read();
  if (!kept || work.isBusy) return;
  clearTimeout(work.timer);
  if (Date.now() - kept.at > OLDEST) return giveUp(work, kept);
  work.isBusy = true;
  rest(work, true);
  const answer = await ask(kept.address, { method: "POST", body: new URLSearchParams(kept.body), headers: token(work) });
  work.isBusy = false;
  if (!answer || AGAIN.has(answer.status)) return later(work, kept);
  rest(work, false);
  if (asksToSignIn(answer)) return location.reload(); // the press waits; its officer comes back to it
  if (answer.status === 403 && !kept.isRenewed) {
    work.store.keep({ ...kept, isRenewed: true }); // the page is older than the session: once more from a new one
    return location.reload();
  }
  work.store.drop();
  tell(work, null);
  await show(work, answer);
}

// Nobody is called who was meant long ago: the page shows how things stand, and says what was not sent.
async function giveUp(work, kept) {
  work.store.drop();
  rest(work, false);
  await refresh(work);
  tell(work, say("pressOld", kept.label, clock(new Date(kept.at))));
}

function later(work, kept) {
  work.since ??= new Date();
  tell(work, say("lineCut", clock(work.since)), say("pressKept", kept.label));
  work.timer = setTimeout(() => send(work), RETRY);
}

// At once after a calm, else when the rest is over; rings in between are one. A little chance spreads the counters.
function hear(work) {
  if (work.bell) return;
  const rest = Math.max(work.heard + BELL_REST - Date.now(), 0) + Math.random() * 300;
  work.bell = setTimeout(() => {
    work.bell = 0;
    work.heard = Date.now();
    refresh(work);
  }, rest);
}

async function refresh(work) {
  if (work.isBusy || work.store.read() || work.frame.querySelector("dialog[open], details[open]")) return;
  const page = work.frame.querySelector("[data-desk]");
  const answer = await ask(page.dataset.desk, {});
  if (work.isBusy || work.store.read() || work.frame.querySelector("dialog[open]")) return;
  if (!answer || AGAIN.has(answer.status)) {
    work.since ??= new Date();
    return tell(work, say("lineCut", clock(work.since)), say("pageOld"));
  }
  if (asksToSignIn(answer)) return location.reload();
  if (work.since) tell(work, null);
  await show(work, answer);
}

// The answer of the house, or nothing when the line carried none.
async function ask(address, options) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  const headers = { "HX-Request": "true", ...options.headers };
  try {
    const answer = await fetch(address, { ...options, headers, signal: patience.signal });
    return { status: answer.status, url: answer.url, isMoved: answer.redirected, text: await answer.text() };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

const token = ({ frame }) => ({ "X-CSRFToken": frame.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "" });

const asksToSignIn = ({ isMoved, url }) => isMoved && new URL(url).pathname.startsWith("/masuk");

async function show(work, { text, url, status }) {
  const made = new DOMParser().parseFromString(text, "text/html").querySelector("[data-desk]");
  const page = work.frame.querySelector("[data-desk]");
  if (!made) return status < 400 || status === 422 ? location.assign(url) : location.assign(page.dataset.desk);
  const focus = page.contains(document.activeElement) ? document.activeElement.id : "";
  const isNews = made.dataset.said !== page.dataset.said;
  page.replaceWith(made);
  if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
  if (!isNews) return;
  work.frame.dataset.settling = "";
  setTimeout(() => delete work.frame.dataset.settling, CALM);
  work.frame.querySelector("[data-desk-said]").textContent = made.dataset.said;
}

function rest(work, isResting) {
  work.frame.toggleAttribute("data-resting", isResting);
  for (const button of work.frame.querySelectorAll("[data-desk-form] button, [data-press]")) {
    if (isResting) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
}

function tell(work, title, text = "") {
  const line = work.frame.querySelector("[data-desk-line]");
  if (title === null) work.since = null;
  line.hidden = title === null;
  line.querySelector("[data-desk-line-title]").textContent = title ?? "";
  line.querySelector("[data-desk-line-text]").textContent = text;
}

// The press that has not arrived, on this computer, for this officer at this counter; without a store it lives with the page.
function storeOf(frame) {
  const key = `balai:tekan:${frame.dataset.deskFrame}:${frame.dataset.deskOfficer}`;
  let mine = null;
  const quietly = (act) => {
    try {
      return act();
    } catch {
      return undefined;
    }
  };
  return {
    read: () => quietly(() => JSON.parse(localStorage.getItem(key))) ?? mine,
    keep: (press) => {
      mine = press;
      quietly(() => localStorage.setItem(key, JSON.stringify(press)));
    },
    drop: () => {
      mine = null;
      quietly(() => localStorage.removeItem(key));
    },
  };
}
