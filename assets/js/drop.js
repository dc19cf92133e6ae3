// A form with data-drop sends a file as soon as it is dropped on it.
import { acceptDrops } from "./upload.js";

export function dropping(root) {
  for (const form of root.querySelectorAll("form[data-drop]")) {
    const input = form.querySelector("input[type=file]");
    acceptDrops(form, input);
    form.addEventListener("drop", () => input.files.length && form.requestSubmit());
  }
}
