// Keys of the workplace: "/" search, "j" and "k" move, Enter opens, "x" chooses, "?" shows this help.
const ROWS = "[data-row]";
const LINK = "[data-row-link]";
const isTyping = (target) => target.closest("input, textarea, select, [contenteditable], dialog[open]");

export function lists(root) {
  root.addEventListener("keydown", onKey);
  root.addEventListener("click", openRow);
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const act = { "/": search, j: () => move(1), k: () => move(-1), x: pick, "?": help }[event.key];
  if (act?.()) event.preventDefault();
}

function search() {
  const box = document.querySelector("[data-search]");
  box?.focus();
  box?.select();
  return box;
}

function pick() {
  const box = document.activeElement.closest(ROWS)?.querySelector("[data-pick]");
  box?.click();
  return box;
}

function help() {
  const dialog = document.getElementById("bantuan-tombol");
  dialog?.showModal();
  return dialog;
}

function move(step) {
  const links = [...document.querySelectorAll(`${ROWS} ${LINK}`)];
  if (!links.length) return null;
  const here = links.findIndex((link) => link.closest(ROWS).contains(document.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : links.length - 1) : here + step;
  const link = links[Math.max(0, Math.min(links.length - 1, next))];
  for (const row of document.querySelectorAll(`${ROWS}.is-here`)) row.classList.remove("is-here");
  link.closest(ROWS).classList.add("is-here");
  link.focus();
  link.scrollIntoView({ block: "nearest" });
  return link;
}

function openRow({ target, button, ctrlKey, metaKey }) {
  const row = target.closest(ROWS);
  const isPlain = button === 0 && !ctrlKey && !metaKey && !target.closest("a, button, input, label, select");
  if (row && isPlain && !String(getSelection())) row.querySelector(LINK)?.click();
}
