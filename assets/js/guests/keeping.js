// A press is a form with a key of its own. It is kept first and sent then, in order, again and again with the same key
// until the house has answered: so it arrives once, however late. How long it waited goes along, since clocks of phones lie.
import { clock } from "../words.js";
import { tell } from "./sentences.js";
import { drafts, keyFor, presses } from "./shelf.js";
import { refresh } from "./working.js";

const PATIENCE = 15_000; // milliseconds
const RETRY = 10_000;
const AGAIN = new Set([408, 429, 500, 502, 503, 504]);

export function keeping(root) {
  const frame = root.querySelector("[data-guest-book]");
  if (!frame) return;
  const work = { frame, room: frame.dataset.guestBook, isBusy: false, isLocked: false, timer: 0, token: "" };
  for (const form of frame.querySelectorAll("form[data-kept]")) watch(work, form);
  frame.querySelector("[data-guest-line]")?.addEventListener("click", (event) => dropRefused(work, event));
  addEventListener("online", () => send(work));
  show(work);
  send(work);
}

function watch(work, form) {
  restore(work, form);
  form.addEventListener("input", () => drafts.put(nameOf(work, form), valuesOf(form)));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    keep(work, form);
  });
}

const nameOf = (work, form) => `${work.room}:${form.getAttribute("action") || location.pathname}`;
const valuesOf = (form) => [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");

function keep(work, form) {
  const body = new URLSearchParams(valuesOf(form));
  const once = form.dataset.once ? `${work.room}:${form.dataset.once}:${body.get("kode") ?? ""}` : "";
  const key = keyFor(once);
  body.set("kunci", key);
  const { kept: label, mends } = form.dataset;
  if (mends) presses.drop({ id: mends });
  delete form.dataset.mends;
  const page = location.pathname;
  presses.keep({ id: key, room: work.room, address: form.action, page, body: String(body), label, at: Date.now() });
  drafts.drop(nameOf(work, form));
  if (form.elements.lihat) form.elements.lihat.value = key; // whatever is written next stands on this
  say(form, "sending", tell("sending"));
  send(work);
}

// What waits for a form is what stands in it, or else what was refused; a text that was never saved comes after that.
function restore(work, form) {
  const own = presses.of(work.room).filter(({ address }) => address === form.action);
  const waiting = own.findLast(({ isRefused }) => !isRefused);
  const refused = own.findLast(({ isRefused }) => isRefused);
  const draft = drafts.get(nameOf(work, form));
  if (waiting) {
    fill(form, [...new URLSearchParams(waiting.body)]);
    if (form.elements.lihat) form.elements.lihat.value = waiting.id;
    say(form, "kept", tell("kept", clock(new Date(waiting.at))));
  }
  if (refused && !waiting) giveBack(form, refused, !draft);
  if (!draft) return;
  fill(form, draft);
  say(form, "draft", tell("draft"));
}

// What was refused stands in its form again with the reason, to be corrected and sent anew.
function giveBack(form, { id, body, why }, fills) {
  if (fills) fill(form, [...new URLSearchParams(body)].filter(([name]) => name !== "kunci" && name !== "lihat"));
  form.dataset.mends = id;
  say(form, "refused", tell("back", why));
}

function fill(form, values) {
  for (const [name, value] of values) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (["radio", "checkbox"].includes(field.type)) field.checked = field.value === value;
      else if (name !== "buku") field.value = value;
    }
  }
}

async function send(work) {
  if (work.isBusy) return;
  work.isBusy = true;
  clearTimeout(work.timer);
  try {
    for (let press = next(work); press && (await deliver(work, press)); press = next(work));
  } finally {
    work.isBusy = false;
    show(work);
  }
  if (next(work) && !work.isLocked) work.timer = setTimeout(() => send(work), RETRY);
}

const next = (work) => presses.of(work.room).find(({ isRefused }) => !isRefused);

// True when the house has answered for good.
async function deliver(work, press) {
  let answer = await ask(work, press);
  if (answer?.status === 403 && (await renewToken(work))) answer = await ask(work, press);
  if (!answer || AGAIN.has(answer.status)) return waits(work, press);
  work.isLocked = answer.redirected && new URL(answer.url).pathname === work.frame.dataset.guestDoor;
  if (work.isLocked) return false;
  if (!answer.ok) return refuse(work, press, answer);
  presses.drop(press);
  await arrived(work, press, answer);
  return true;
}

async function ask(work, { address, body, at }) {
  const sent = new URLSearchParams(body);
  sent.set("umur", Math.max(0, Math.round((Date.now() - at) / 1000)));
  sent.set("csrfmiddlewaretoken", work.token || work.frame.querySelector("[name=csrfmiddlewaretoken]")?.value || "");
  try {
    return await fetch(address, { method: "POST", body: sent, signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    return null;
  }
}

// A page that was kept for days carries a token that may be over.
async function renewToken(work) {
  const page = await fetch(work.frame.dataset.guestDoor).then((answer) => answer.text()).catch(() => "");
  const made = new DOMParser().parseFromString(page, "text/html");
  work.token = made.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  return work.token !== "";
}

function waits(work, press) {
  for (const form of formsOf(work, press)) say(form, "kept", tell("kept", clock(new Date(press.at))));
  return false;
}

async function refuse(work, press, answer) {
  const refused = { ...press, isRefused: true, why: reasonOf(await answer.text(), answer.status) };
  presses.keep(refused);
  for (const form of formsOf(work, press)) giveBack(form, refused, !drafts.get(nameOf(work, form)));
  return true;
}

// The sentence by which the house refuses, as its page has it.
function reasonOf(html, status) {
  const told = new DOMParser().parseFromString(html, "text/html").querySelector("[data-reason]");
  const parts = told?.matches("ul") ? [...told.children] : told ? [told] : [];
  const text = parts.map(({ textContent }) => textContent.trim()).join(" ");
  return text.replace(/\s+/g, " ").slice(0, 300) || tell("unsaid", status);
}

// A note stays where it is being written, unless another phone wrote as well; after all else the page shows how things stand.
async function arrived(work, press, answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [form] = formsOf(work, press);
  await refresh([new URL(answer.url).pathname]);
  if (!form) return;
  if (form.dataset.stays === undefined || page.querySelector("[data-double]")) return go(work, answer.url);
  say(form, "sent", tell("sent", clock(new Date())));
}

function go(work, address) {
  if (next(work)) return;
  if (new URL(address).pathname === location.pathname) location.reload();
  else location.assign(address);
}

const formsOf = (work, { address }) =>
  [...work.frame.querySelectorAll("form[data-kept]")].filter((form) => form.action === address);

function say(form, state, text) {
  const place = form.querySelector("[data-kept-state]");
  if (!place) return;
  place.dataset.keptState = state;
  place.textContent = text;
}

// The line above the page: what waits, and what was not accepted.
function show(work) {
  const line = work.frame.querySelector("[data-guest-line]");
  if (!line) return;
  const all = presses.of(work.room);
  const waiting = all.filter(({ isRefused }) => !isRefused);
  const refused = all.filter(({ isRefused }) => isRefused);
  const title = work.isLocked ? tell("locked") : waiting.length ? tell("waiting", waiting.length) : "";
  line.hidden = !title && !refused.length;
  line.classList.toggle("pill-warn", refused.length > 0);
  line.classList.toggle("pill-info", refused.length === 0);
  line.querySelector("[data-guest-line-title]").textContent = title;
  line.querySelector("[data-guest-line-list]").replaceChildren(...waiting.map(waitingRow), ...refused.map(refusedRow));
}

const waitingRow = ({ label, at }) =>
  Object.assign(document.createElement("li"), { textContent: `${label}, ${clock(new Date(at))}` });

function refusedRow({ id, label, at, why = "", page = "" }) {
  const row = document.createElement("li");
  const mend = Object.assign(document.createElement("a"), { href: page, className: "link", textContent: tell("mend") });
  const button = Object.assign(document.createElement("button"), {
    type: "button",
    className: "link cursor-pointer",
    textContent: tell("drop"),
  });
  button.dataset.drop = id;
  row.append(`${tell("refused", label, clock(new Date(at)), why)} `, ...(page && page !== location.pathname ? [mend, " "] : []), button);
  return row;
}

function dropRefused(work, { target }) {
  if (!target.dataset.drop) return;
  presses.drop({ id: target.dataset.drop });
  for (const form of work.frame.querySelectorAll(`form[data-mends="${target.dataset.drop}"]`)) {
    delete form.dataset.mends;
    say(form, "", "");
  }
  show(work);
}
