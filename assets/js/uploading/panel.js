// How an upload looks: its name, a bar, how much of it in words, and buttons to pause, go on and cancel.
import { amount, say } from "../words.js";

export function panel(job, list, { onPause, onResume, onCancel }) {
  const row = make("li", { className: "upload-run" });
  const bar = make("progress", { className: "meter", max: job.size, value: job.received });
  const words = make("p", { className: "small figures" });
  const state = make("p", { className: "small muted" });
  const [hold, end] = [button(say("pause")), button(say("cancel"), job.name)];
  bar.setAttribute("aria-label", say("uploading", job.name));
  state.setAttribute("role", "status");
  row.append(make("strong", { textContent: job.name, className: "break-words" }), bar, words, state, tools(hold, end));
  list.append(row);
  let isHeld = false;
  hold.addEventListener("click", () => (isHeld ? onResume() : onPause()));
  end.addEventListener("click", onCancel);

  const SHOWN = {
    sending: () => write("", false),
    broken: () => write(say("broken"), false),
    waiting: (text) => write(text, false),
    paused: () => write(say("paused"), true),
    checking: () => {
      write(say("checking"), false);
      hold.hidden = true;
    },
    refused: (text) => refuse(text),
    done: (markup) => replace(markup),
  };
  function write(text, held) {
    isHeld = held;
    bar.value = job.received;
    words.textContent = amount(job.received, job.size);
    bar.setAttribute("aria-valuetext", words.textContent);
    if (state.textContent !== text) state.textContent = text;
    hold.textContent = say(held ? "resume" : "pause");
    hold.append(hint(job.name));
  }
  function refuse(text) {
    for (const part of [bar, words, hold]) part.remove();
    state.className = "small text-bad";
    state.textContent = text || say("unsent");
    end.textContent = say("close");
  }
  function replace(markup) {
    const kept = document.createElement("template");
    kept.innerHTML = markup.trim();
    const file = kept.content.firstElementChild;
    const hadFocus = row.contains(document.activeElement);
    row.replaceWith(file);
    if (hadFocus) file.querySelector("a")?.focus();
  }
  write("", false);
  return { show: (name, text) => SHOWN[name](text), remove: () => row.remove() };
}

const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

function tools(...buttons) {
  const place = make("span", { className: "upload-tools" });
  place.append(...buttons);
  return place;
}

function button(textContent, name = "") {
  const made = make("button", { textContent, className: "link cursor-pointer", type: "button" });
  made.append(hint(name));
  return made;
}

const hint = (name) => make("span", { className: "sr-only", textContent: name && ` ${name}` });
