// The few sentences that the browser says by itself, in the language of the page.
const SENTENCES = {
  saved: { id: "Tersimpan {0}", en: "Saved {0}" },
  saving: { id: "Menyimpan…", en: "Saving…" },
  offline: {
    id: "Tidak ada sambungan. Isian disimpan di perangkat ini dan dikirim nanti.",
    en: "No connection. Your answers are kept on this device and sent later.",
  },
  failed: {
    id: "Belum tersimpan. Isian tetap ada di perangkat ini.",
    en: "Not saved yet. Your answers stay on this device.",
  },
  conflict: {
    id: "Isian ini lebih baru di perangkat lain. Muat ulang untuk melihatnya; tulisan di sini belum dikirim.",
    en: "This form is newer on another device. Reload to see it; what you wrote here was not sent.",
  },
  found: {
    id: "Ada isian di perangkat ini yang belum terkirim.",
    en: "This device holds answers that were not sent yet.",
  },
  restore: { id: "Pakai isian itu", en: "Use them" },
  copied: { id: "Disalin: {0}", en: "Copied: {0}" },
  large: {
    id: "Berkas ini {0}; paling besar {1}. Pilih yang lebih kecil.",
    en: "This file is {0}; the limit is {1}. Choose a smaller one.",
  },
  scaling: { id: "Mengecilkan foto…", en: "Making the photograph smaller…" },
  scaled: { id: "Dipilih: {0}, dikecilkan dari {1} menjadi {2}", en: "Chosen: {0}, made smaller from {1} to {2}" },
  chosen: { id: "Dipilih: {0} ({1})", en: "Chosen: {0} ({1})" },
  pick: { id: "Untuk yang dipilih", en: "For those chosen" },
  picked: { id: "{0} dipilih", en: "{0} chosen" },
  sure: { id: "Lanjutkan?", en: "Continue?" },
  yes: { id: "Ya, lanjutkan", en: "Yes, continue" },
  no: { id: "Batal", en: "Cancel" },
  sending: { id: "Mengirim…", en: "Sending…" },
};

const isEnglish = () => document.body.dataset.language === "en";

export function say(name, ...values) {
  const sentence = SENTENCES[name][isEnglish() ? "en" : "id"];
  return values.reduce((text, value, place) => text.replace(`{${place}}`, value), sentence);
}

export function clock(date) {
  const two = (number) => String(number).padStart(2, "0");
  return [two(date.getHours()), two(date.getMinutes())].join(isEnglish() ? ":" : ".");
}

export function size(bytes) {
  const [amount, unit] = bytes < 1e6 ? [bytes / 1e3, "kB"] : [bytes / 1e6, "MB"];
  const text = amount < 10 ? amount.toFixed(1) : String(Math.round(amount));
  return `${isEnglish() ? text : text.replace(".", ",")} ${unit}`;
}
