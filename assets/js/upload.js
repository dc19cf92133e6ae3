// Shows what was chosen, refuses what is too large before it is sent, accepts a dropped file.
// In a form with data-uploads a chosen file is sent at once, in pieces (uploading/), and the input is free again.
import { put, scaled } from "./scaling.js";
import { deskOf } from "./uploading/desk.js";
import { shelf } from "./uploading/shelf.js";
import { say, size } from "./words.js";

export function uploads(root) {
  for (const form of root.querySelectorAll("form[data-uploads]")) deskOf(form);
  for (const form of root.querySelectorAll("form[action='/keluar/']")) form.addEventListener("submit", shelf.clear);
  for (const box of root.querySelectorAll("[data-upload]")) {
    const input = box.querySelector("input[type=file]");
    const note = Object.assign(document.createElement("p"), { className: "small mt-2" });
    note.setAttribute("role", "status");
    box.append(note);
    const desk = deskOf(input.form);
    input.addEventListener("change", () => (desk ? send(desk, input, note) : show(box, input, note)));
    acceptDrops(box, input);
  }
}

async function send(desk, input, note) {
  const chosen = [...input.files];
  input.value = "";
  for (const original of chosen) {
    note.textContent = original.type.startsWith("image/") ? say("scaling") : "";
    const file = await scaled(original);
    const refusal = tooLarge(input, file);
    note.classList.toggle("text-bad", Boolean(refusal));
    note.textContent = refusal || (file === original ? "" : shrunk(original, file));
    if (!refusal) desk.send(input, file);
  }
}

async function show(box, input, note) {
  box.querySelector(".upload-preview")?.remove();
  const [original] = input.files;
  const file = original && (await shrink(original, input, note));
  if (original && input.files[0] !== file) return; // another one was chosen meanwhile
  const refusal = file ? tooLarge(input, file) : "";
  note.classList.toggle("text-bad", Boolean(refusal));
  note.textContent = refusal || (file ? say("chosen", file.name, size(file.size)) : "");
  if (refusal) input.value = "";
  else if (file?.type.startsWith("image/")) {
    note.before(preview(file));
    if (file !== original) note.textContent = shrunk(original, file);
  }
}

const shrunk = (original, file) => say("scaled", file.name, size(original.size), size(file.size));

function tooLarge(input, file) {
  const most = Number(input.dataset.max || Infinity);
  return file.size > most ? say("large", size(file.size), size(most)) : "";
}

// While a photograph is made smaller its form waits; sending the original by mistake would cost minutes.
async function shrink(original, input, note) {
  if (input.files.length > 1 || !original.type.startsWith("image/")) return original;
  note.textContent = say("scaling");
  input.setCustomValidity(say("scaling"));
  const file = await scaled(original);
  input.setCustomValidity("");
  if (file !== original && input.files[0] === original) put(file, input);
  return file;
}

function preview(file) {
  const picture = new Image();
  picture.className = "upload-preview";
  picture.alt = "";
  picture.onload = () => URL.revokeObjectURL(picture.src);
  picture.src = URL.createObjectURL(file);
  return picture;
}

export function acceptDrops(box, input) {
  const mark = (isOver) => (event) => {
    event.preventDefault();
    box.classList.toggle("is-over", isOver);
  };
  box.addEventListener("dragover", mark(true));
  box.addEventListener("dragleave", mark(false));
  box.addEventListener("drop", (event) => {
    mark(false)(event);
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
