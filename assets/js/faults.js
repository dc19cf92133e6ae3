// After a refused form the summary of what is wrong gets the focus.
export function faults(root) {
  root.querySelector("[data-faults]")?.focus();
}
