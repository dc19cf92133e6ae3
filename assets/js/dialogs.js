// A link with data-dialog opens that dialog instead of its page; a form that carries a question (<c-confirm>) is sent
// once it was answered. Without this module the server asks, on a page of its own.
import { say } from "./words.js";

export function dialogs(root) {
  root.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.dialog);
    if (dialog) {
      event.preventDefault();
      dialog.showModal();
    } else if (event.target.matches("dialog[open]")) {
      event.target.close();
    }
  });
  root.addEventListener("submit", ask, { capture: true });
}

function ask(event) {
  const { target: form, submitter } = event;
  const question = form.querySelector("input[data-question]")?.value;
  if (question === undefined || form.elements._dipastikan) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  confirm(question || say("sure"), submitter, () => {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "_dipastikan", value: "1" }));
    form.requestSubmit(submitter ?? undefined);
  });
}

function confirm(question, submitter, go) {
  const dialog = Object.assign(document.createElement("dialog"), { className: "dialog" });
  const sentence = Object.assign(document.createElement("p"), { textContent: question, id: "confirm-text" });
  const row = Object.assign(document.createElement("form"), {
    className: "mt-6 flex flex-wrap gap-3",
    method: "dialog",
  });
  const danger = submitter?.classList.contains("btn-error");
  row.append(
    button(submitter?.textContent.trim() || say("yes"), danger ? "btn btn-error" : "btn btn-primary", "go"),
    button(say("no"), "btn btn-plain", ""),
  );
  dialog.setAttribute("aria-labelledby", sentence.id);
  dialog.append(sentence, row);
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (dialog.returnValue === "go") go();
    else submitter?.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}

function button(textContent, className, value) {
  return Object.assign(document.createElement("button"), { textContent, className, value });
}
