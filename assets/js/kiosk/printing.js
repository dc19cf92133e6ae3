// The ticket goes to the printer by itself where one hangs on the kiosk; elsewhere a button offers it.
export function printing(room) {
  if (room.querySelector("[data-print]")) addEventListener("load", () => print());
  const offer = room.querySelector("[data-print-offer]");
  if (!offer) return;
  offer.hidden = false;
  offer.querySelector("[data-print-now]").addEventListener("click", () => print());
}
