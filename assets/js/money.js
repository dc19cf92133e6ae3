// Groups thousands while typing and keeps the cursor; numbers of a NIK keep digits only.
// What is no amount ("2 juta", a pasted "1.50") stays as it is: the server says what to write, nothing is taken away silently.
const WRITTEN = /^(\d{1,3}(\.\d{3})+|\d+)(,\d*)?$/;
const BEING_TYPED = /^[\d.]*(,\d*)?$/; // dots stand where they stood before the last key
const group = (digits) => digits.replace(/^0+(?=\d)/, "").replace(/\B(?=(\d{3})+(?!\d))/g, ".");

export function grouped(text, shape = WRITTEN) {
  if (!shape.test(text)) return text;
  const [whole, sen] = text.replaceAll(".", "").split(",");
  return group(whole) + (sen === undefined ? "" : `,${sen.slice(0, 2)}`);
}

export function money(root) {
  for (const input of root.querySelectorAll("[data-money]")) {
    input.value = grouped(input.value);
    input.addEventListener("input", ({ inputType }) => {
      const isTyped = inputType && !inputType.includes("From"); // neither pasted nor dropped nor filled in
      rewrite(input, (text) => grouped(text, isTyped ? BEING_TYPED : WRITTEN));
    });
  }
  for (const input of root.querySelectorAll("[data-digits]")) {
    const most = Number(input.dataset.digits) || Infinity;
    input.addEventListener("input", () => rewrite(input, (text) => text.replace(/\D/g, "").slice(0, most)));
  }
}

function rewrite(input, shape) {
  const after = input.value.length - input.selectionStart;
  const shaped = shape(input.value);
  if (shaped === input.value) return;
  input.value = shaped;
  const place = Math.max(0, shaped.length - after);
  input.setSelectionRange(place, place);
}
