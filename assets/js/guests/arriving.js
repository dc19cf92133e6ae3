// Without a line the worker answers for the code on the sheet; which one it was, the address says.
export function arriving(root) {
  const field = root.querySelector("form[data-arrive] [name=kode]");
  const code = location.pathname.split("/")[3];
  if (field && code && !field.value) field.value = decodeURIComponent(code);
}
