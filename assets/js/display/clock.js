// The time of the place, by the server's clock: that of a machine behind a screen is often wrong.
let ahead = 0; // milliseconds by which the server is ahead of this machine

export const now = () => Date.now() + ahead;

export function ticking(display) {
  const timeZone = display.dataset.zone;
  const time = new Intl.DateTimeFormat("id-ID", { hour: "2-digit", minute: "2-digit", timeZone });
  const date = new Intl.DateTimeFormat("id-ID", { dateStyle: "full", timeZone });
  const show = () => {
    put(display.querySelector("[data-clock]"), time.format(now()));
    put(display.querySelector("[data-date]"), date.format(now()));
  };
  display.addEventListener("live:time", ({ detail }) => {
    ahead = detail - Date.now();
  });
  setInterval(show, 1000);
}

function put(place, text) {
  if (place.textContent !== text) place.textContent = text;
}
