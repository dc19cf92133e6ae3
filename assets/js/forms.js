// Declared forms: shows and hides fields while answering, searches villages, reads the device's position.
// The server decides by the same conditions; without this, "Lanjut" shows what an answer has made visible.
const PAUSE = 200;

export function forms(root) {
  for (const form of root.querySelectorAll("form[data-conditions]")) {
    form.addEventListener("input", () => refresh(form));
    form.addEventListener("change", () => refresh(form));
    refresh(form);
  }
  for (const input of root.querySelectorAll("[data-villages]")) searchVillages(input);
  if (navigator.geolocation) for (const input of root.querySelectorAll("[data-locate]")) offerPosition(input);
}

function refresh(form) {
  const cells = [...form.querySelectorAll("[data-field]")];
  for (const cell of cells) if (cell.dataset.when) cell.hidden = !holds(JSON.parse(cell.dataset.when), form);
  const seen = form.querySelector("[data-seen]");
  if (seen) seen.value = cells.filter((cell) => !cell.hidden).map((cell) => cell.dataset.field).join(" ");
}

export function holds(when, form) {
  if (typeof when === "boolean") return when;
  if (when.and) return when.and.every((part) => holds(part, form));
  if (when.or) return when.or.some((part) => holds(part, form));
  const values = answers(when.field, form);
  if ("filled" in when) return values.length > 0 === when.filled;
  if ("equals" in when) return same(values, when.equals);
  if ("in" in when) return when.in.some((wanted) => same(values, wanted));
  return compare(values[0], when);
}

// A field that is hidden itself has no answer.
function answers(name, form) {
  if (form.querySelector(`[data-field="${name}"]`)?.hidden) return [];
  return [...form.elements]
    .filter((field) => field.name === name && (!["radio", "checkbox"].includes(field.type) || field.checked))
    .map((field) => plain(field))
    .filter((value) => value !== "");
}

function plain(field) {
  const text = field.value.trim();
  return "money" in field.dataset || "number" in field.dataset ? text.replaceAll(".", "").replace(",", ".") : text;
}

function same(values, wanted) {
  if (typeof wanted === "boolean") return values.length > 0 === wanted;
  return values.some((value) => value === String(wanted) || (value !== "" && Number(value) === Number(wanted)));
}

function compare(value, { gt, lt }) {
  if (value === undefined) return false;
  const limit = gt ?? lt;
  const [left, right] = isNaN(Number(limit)) ? [value, String(limit)] : [Number(value), Number(limit)];
  return gt === undefined ? left < right : left > right;
}

function searchVillages(input) {
  const list = document.getElementById(input.getAttribute("list"));
  let timer = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => fill(list, input), PAUSE);
  });
}

async function fill(list, input) {
  const words = input.value.trim();
  if (words.length < 2 || words.endsWith(")")) return;
  const answer = await fetch(`${input.dataset.villages}&q=${encodeURIComponent(words)}`).catch(() => null);
  if (!answer?.ok || input.value.trim() !== words) return;
  const { places } = await answer.json();
  list.replaceChildren(
    ...places.map(({ code, label }) => Object.assign(document.createElement("option"), { value: `${label} (${code})` })),
  );
}

function offerPosition(input) {
  const button = Object.assign(document.createElement("button"), {
    className: "link mt-2 cursor-pointer",
    textContent: input.dataset.locate,
    type: "button",
  });
  button.addEventListener("click", () =>
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      input.value = `${coords.latitude.toFixed(5)}, ${coords.longitude.toFixed(5)}`;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }),
  );
  input.after(button);
}
