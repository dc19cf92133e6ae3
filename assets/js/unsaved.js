// Forms with data-unsaved warn before a page with changes is left.
export function unsaved(root) {
  const changed = new Set();
  const watched = (event) => event.target.closest?.("form[data-unsaved]");
  root.addEventListener("input", (event) => watched(event) && changed.add(watched(event)));
  root.addEventListener("submit", (event) => changed.delete(event.target));
  root.addEventListener("balai:saved", (event) => changed.delete(event.target));
  addEventListener("beforeunload", (event) => {
    if ([...changed].some((form) => form.isConnected)) event.preventDefault();
  });
}
