// Leaving a phone behind: it forgets the pages, the texts and the worker, before the house takes the code back.
import { tell } from "./sentences.js";
import { clear, presses } from "./shelf.js";
import { forget } from "./working.js";

export function leaving(root) {
  const form = root.querySelector("form[data-guest-leave]");
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const unsent = presses.all().length;
    if (unsent && !confirm(tell("leave", unsent))) return;
    clear();
    await forget();
    form.submit();
  });
}
