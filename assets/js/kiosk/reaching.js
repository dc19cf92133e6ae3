// A page longer than the screen says so, and a touch shows what is below: not everybody knows that a screen scrolls.
const LEAST = 24; // pixels that may be missing
const STEP = 0.6; // of the screen

export function reaching(room) {
  const button = room.querySelector("[data-below]");
  if (!button) return;
  const look = () => {
    button.hidden = scrollY + innerHeight > document.scrollingElement.scrollHeight - LEAST;
  };
  button.addEventListener("click", () => scrollBy(0, innerHeight * STEP));
  addEventListener("scroll", look, { passive: true });
  new ResizeObserver(look).observe(room);
  look();
}
