// The uploads of one form: begun by its file inputs, found again after a reload, waited for before it is sent.
import { say } from "../words.js";
import { panel } from "./panel.js";
import { canSend } from "./protocol.js";
import { sender } from "./sender.js";
import { shelf } from "./shelf.js";

const DESKS = new WeakMap();

export function deskOf(form) {
  if (!form?.dataset.uploads || !canSend()) return null;
  if (!DESKS.has(form)) DESKS.set(form, open(form));
  return DESKS.get(form);
}

function open(form) {
  const running = new Set();
  const desk = { form, running, waiting: null, send: (input, file) => begin(desk, input, file) };
  form.addEventListener("submit", (event) => hold(desk, event), { capture: true });
  for (const row of form.querySelectorAll("[data-upload-left]")) goOn(desk, row);
  shelf.tidy();
  return desk;
}

const listOf = (input) => input.closest("[data-field]").querySelector("[data-files]");

function begin(desk, input, file) {
  const job = { form: desk.form, field: input.name, name: file.name, size: file.size, received: 0, file };
  job.onBegun = () => {
    desk.form.querySelector(`[data-upload-left="${job.address}"]`)?.remove();
    return shelf.put(job.address, file);
  };
  watch(desk, job, input, listOf(input));
}

// What an earlier visit left unfinished goes on by itself when its file is on the shelf or wholly sent.
async function goOn(desk, row) {
  const { uploadLeft: address, name, size, received, digest } = row.dataset;
  const file = await shelf.get(address);
  if (!file && received !== size) return;
  const input = row.closest("[data-field]").querySelector("input[type=file]");
  const job = { form: desk.form, field: input.name, name, size: Number(size), received: Number(received) };
  const list = row.parentElement;
  row.remove();
  watch(desk, Object.assign(job, { file, digest, address }), input, list);
}

function watch(desk, job, input, list) {
  const over = () => {
    desk.running.delete(work);
    if (job.address) shelf.drop(job.address);
  };
  const work = sender(job, (state, text) => {
    view.show(state, text);
    if (["done", "refused"].includes(state)) over();
    if (["done", "refused", "paused"].includes(state)) release(desk, state === "done");
  });
  const view = panel(job, list, {
    onPause: () => work.pause(),
    onResume: () => work.run(),
    onCancel: async () => {
      view.remove();
      over();
      input.focus();
      await work.cancel();
    },
  });
  desk.running.add(work);
  work.run();
}

// "Lanjut" while files are on their way: it goes on by itself as soon as they have arrived.
function hold(desk, event) {
  const isBusy = [...desk.running].some((work) => work.isRunning());
  if (!isBusy || event.submitter?.name === "nanti") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  desk.waiting ??= Object.assign(document.createElement("p"), { className: "notice pill-info mt-4" });
  desk.waiting.setAttribute("role", "status");
  desk.submitter = event.submitter;
  desk.form.append(desk.waiting);
  desk.waiting.textContent = say("awaiting");
}

function release(desk, isGood) {
  if (!desk.waiting?.isConnected) return;
  const isBusy = [...desk.running].some((work) => work.isRunning());
  if (isGood && isBusy) return;
  desk.waiting.remove();
  if (isGood) desk.form.requestSubmit(desk.submitter);
}
