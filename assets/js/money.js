// Groups thousands while typing and keeps the cursor; numbers of a NIK keep digits only.
const group = (digits) => digits.replace(/^0+(?=\d)/, "").replace(/\B(?=(\d{3})+(?!\d))/g, ".");

export function grouped(text) {
  const [whole, ...rest] = text.replace(/[^\d,]/g, "").split(",");
  return group(whole) + (rest.length ? `,${rest.join("").slice(0, 2)}` : "");
}

export function money(root) {
  for (const input of root.querySelectorAll("[data-money]")) {
    input.value = grouped(input.value);
    input.addEventListener("input", () => rewrite(input, grouped));
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
