// Files on their way lie on a shelf of this browser, so that a reload goes on without asking for them again.
// What is done is taken away at once, what is left lies there for a day; signing out clears it.
const DAY = 86_400_000;
const STORE = "uploads";

export const shelf = {
  put: (address, file) => use("readwrite", (store) => store.put({ file, at: Date.now() }, address)),
  get: async (address) => (await use("readonly", (store) => store.get(address)))?.file,
  drop: (address) => use("readwrite", (store) => store.delete(address)),
  clear: () => use("readwrite", (store) => store.clear()),
  tidy: () => use("readwrite", (store) => store.openCursor(), sweep),
};

function sweep({ target: { result: cursor } }) {
  if (!cursor) return;
  if (cursor.value.at < Date.now() - DAY) cursor.delete();
  cursor.continue();
}

// Nothing depends on the shelf: a browser that keeps none asks for the file again.
async function use(mode, act, onEach) {
  try {
    const base = await opened();
    return await new Promise((done, fail) => {
      const request = act(base.transaction(STORE, mode).objectStore(STORE));
      request.onsuccess = (event) => (onEach ? onEach(event) : done(request.result));
      request.onerror = () => fail(request.error);
      request.transaction.oncomplete = () => done(request.result);
    }).finally(() => base.close());
  } catch {
    return undefined;
  }
}

const opened = () =>
  new Promise((done, fail) => {
    const request = indexedDB.open("balai", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
