// Rows that are chosen for one action: how many, all of a page at once, and a page that prints itself.
import { say } from "./words.js";

export function picking(root) {
  root.addEventListener("change", onChange);
  for (const label of root.querySelectorAll("[data-pick-all]")) label.classList.remove("hidden");
  for (const button of root.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}

function onChange({ target }) {
  const boxes = [...document.querySelectorAll("[data-pick]")];
  if (target.closest("[data-pick-all]")) for (const box of boxes) box.checked = target.checked;
  else if (!target.matches("[data-pick]")) return;
  const chosen = boxes.filter((box) => box.checked).length;
  const told = document.querySelector("[data-picked]");
  if (told) told.textContent = chosen ? say("picked", chosen) : say("pick");
  for (const box of boxes) box.closest("[data-row]").toggleAttribute("data-chosen", box.checked);
}
