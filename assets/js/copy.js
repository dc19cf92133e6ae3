// Copy buttons stand hidden in the page and show themselves where copying works.
import { toast } from "./toasts.js";
import { say } from "./words.js";

export function copying(root) {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      toast(say("copied", button.dataset.copy));
    });
  }
}
