// The ticket is the answer to a form: whoever goes back to it or loads it again finds the start, not a browser's question.
export function ending(room) {
  if ("ends" in room.dataset) history.replaceState(null, "", room.dataset.kiosk);
}
