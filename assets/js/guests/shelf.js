// What this phone keeps for a room: presses on their way, texts not saved yet, keys of what is told only once.
const PREFIX = "balai:tamu:";
const WAITING = `${PREFIX}kirim`;

export const presses = {
  all: () => read(WAITING) ?? [],
  of: (room) => presses.all().filter((press) => press.room === room),
  keep: (press) => write(WAITING, [...presses.all().filter(({ id }) => id !== press.id), press]),
  drop: (press) => write(WAITING, presses.all().filter(({ id }) => id !== press.id)),
};

export const drafts = {
  get: (name) => read(`${PREFIX}draf:${name}`),
  put: (name, values) => write(`${PREFIX}draf:${name}`, values),
  drop: (name) => localStorage.removeItem(`${PREFIX}draf:${name}`),
};

// The same key for the same thing, however often it is pressed.
export function keyFor(name) {
  if (!name) return newKey();
  const key = read(`${PREFIX}kunci:${name}`) ?? newKey();
  write(`${PREFIX}kunci:${name}`, key);
  return key;
}

export const isRoom = (room) => {
  const before = read(`${PREFIX}buku`);
  write(`${PREFIX}buku`, room);
  return !before || before === room;
};

export function clear() {
  for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name);
}

const read = (name) => JSON.parse(localStorage.getItem(name) ?? "null");
const write = (name, value) => localStorage.setItem(name, JSON.stringify(value));

// As crypto.randomUUID, which browsers withhold from pages without TLS.
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join("-");
}
