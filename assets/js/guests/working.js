// The worker keeps the pages of the book; a browser without one shows them while there is a line.
import { isRoom } from "./shelf.js";

const SCRIPT = "/tamu/pekerja.js";
const STORE = "balai-tamu";

export async function working(root) {
  const frame = root.querySelector("[data-guest-book]");
  if (!frame || !("serviceWorker" in navigator)) return;
  if (!isRoom(frame.dataset.guestBook)) await caches.delete(STORE);
  await navigator.serviceWorker.register(SCRIPT);
  const links = [...frame.querySelectorAll("a[data-offline]")].map(({ pathname }) => pathname);
  const isWhole = await post({ pages: [frame.dataset.guestArrive, ...links], again: [location.pathname], parts: parts(root) });
  const note = frame.querySelector("[data-guest-ready]");
  if (note) note.hidden = !isWhole;
}

// Read the pages again: what they show has just been changed from here.
export const refresh = (paths) => ("serviceWorker" in navigator ? post({ again: paths }) : undefined);

export async function forget() {
  if (!("serviceWorker" in navigator)) return;
  await caches.delete(STORE);
  const found = await navigator.serviceWorker.getRegistration(SCRIPT);
  await found?.unregister();
}

async function post(message) {
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  return new Promise((done) => {
    port1.onmessage = ({ data }) => done(data);
    active.postMessage(message, [port2]);
  });
}

function parts(root) {
  const found = root.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]");
  return [...found].map((part) => part.href || part.src);
}
