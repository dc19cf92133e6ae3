// A form that posts is sent once: its button rests and says so until the next page is there. What hands out a file
// (data-file) leads to no page.
import { say } from "./words.js";

export function sending(root) {
  root.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (form.method !== "post" || event.defaultPrevented || !submitter?.classList.contains("btn")) return;
    if ("file" in submitter.dataset) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    submitter.setAttribute("aria-disabled", "true");
    const label = submitter.querySelector("span:last-of-type") ?? submitter;
    label.textContent = say("sending");
  });
  // Coming back by the browser's history shows the page as it was: let it be sent again.
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
}
