// The code of a link stands behind the #, which browsers send to nobody. It is taken out of the address at once.
export function door(root) {
  const form = root.querySelector("form[data-guest-door]");
  const code = decodeURIComponent(location.hash.slice(1));
  if (!form || !code) return;
  history.replaceState(null, "", location.pathname);
  form.elements.kode.value = code;
  if (form.dataset.guestDoor === "enter") form.requestSubmit();
}
