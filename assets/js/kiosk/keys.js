// Keys for a code on a screen without a keyboard: letters and figures that codes have, large enough for a finger.
const ROWS = ["1234567890", "ABCDEFGHJK", "MNPQRSTVWX", "YZ-"];

export function keys(room) {
  const board = room.querySelector("[data-keys]");
  if (!board) return;
  const field = room.querySelector("[data-code]");
  for (const sign of ROWS.join("")) board.append(key(sign, () => (field.value += sign)));
  board.append(key("⌫", () => (field.value = field.value.slice(0, -1))));
  board.hidden = false;
}

function key(sign, press) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "kiosk-key";
  button.textContent = sign;
  button.addEventListener("click", press);
  return button;
}
