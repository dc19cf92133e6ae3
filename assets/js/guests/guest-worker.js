// Answers for the pages of guests while there is no line. Pages come from the house where that is quick, else as they were last
// seen on this phone; files that are downloaded are never kept.
const STORE = "balai-tamu";
const PATIENCE = 6000; // milliseconds; then the page as it was is better than none
const FRESH = 30 * 60_000; // pages that nobody opened are read anew after half an hour
const BOOK = "/tamu/buku/";
const ARRIVE = "/tamu/hadir/";
const INSIDE = /^\/tamu\/(buku|sesi|hadir|belanja|laporan|rombongan)\//;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => event.waitUntil(keep(event.data).then((isWhole) => event.ports[0]?.postMessage(isWhole))));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (INSIDE.test(pathname)) event.respondWith(page(request, pathname));
  } else if (request.destination) event.respondWith(part(request));
});

// True when everything that was asked for lies here.
async function keep({ pages = [], again = [], parts = [] }) {
  const store = await caches.open(STORE);
  const stale = [];
  for (const path of pages) if (!(await isFresh(store, path))) stale.push(path);
  const done = await Promise.allSettled([
    ...[...new Set([...stale, ...again])].map((path) => read(store, path)),
    ...parts.map((address) => store.add(address)),
  ]);
  return done.every(({ status }) => status === "fulfilled");
}

async function isFresh(store, path) {
  const found = await store.match(path, { ignoreVary: true });
  return found && Date.now() - Date.parse(found.headers.get("X-Kept")) < FRESH;
}

async function read(store, path) {
  const answer = await fetch(path, { credentials: "same-origin" });
  if (isPage(answer) && INSIDE.test(path)) await put(store, path, answer);
}

async function put(store, path, answer) {
  const headers = new Headers(answer.headers);
  headers.set("X-Kept", new Date().toISOString());
  await store.put(path, new Response(await answer.blob(), { status: answer.status, headers }));
}

const isPage = (answer) =>
  answer.ok &&
  !answer.redirected &&
  answer.headers.get("Content-Type")?.startsWith("text/html") &&
  !answer.headers.has("Content-Disposition");

async function page(request, path) {
  const store = await caches.open(STORE);
  try {
    const answer = await Promise.race([fetch(request), tooLate(await store.match(path, { ignoreVary: true }))]);
    if (answer.status >= 502) throw new Error("no house behind the proxy");
    if (isPage(answer)) await put(store, path, answer.clone());
    return answer;
  } catch {
    return await kept(store, path);
  }
}

// Without a page to fall back on it is worth waiting longer.
const tooLate = (other) =>
  new Promise((_, fail) => {
    if (other) setTimeout(() => fail(new Error("too late")), PATIENCE);
  });

async function kept(store, path) {
  const others = path.startsWith(ARRIVE) ? [ARRIVE, BOOK] : [BOOK];
  for (const each of [path, ...others]) {
    const found = await store.match(each, { ignoreVary: true });
    if (found) return found;
  }
  return Response.error();
}

async function part(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(request, { ignoreVary: true })) ?? Response.error();
  }
}
