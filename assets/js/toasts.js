// Short messages at the bottom, read aloud by screen readers.
const SHOWN = 5000;

export function toast(text) {
  const note = Object.assign(document.createElement("p"), { className: "toast-note", textContent: text });
  document.querySelector("[data-toasts]").append(note);
  setTimeout(() => note.remove(), SHOWN);
}
