// Behaviour is read from data-* attributes; every page works without any of this.
import { autosave } from "./autosave.js";
import { copying } from "./copy.js";
import { dialogs } from "./dialogs.js";
import { dropping } from "./drop.js";
import { faults } from "./faults.js";
import { forms } from "./forms.js";
import { lists } from "./lists.js";
import { menus } from "./menus.js";
import { money } from "./money.js";
import { picking } from "./picking.js";
import { sending } from "./sending.js";
import { unsaved } from "./unsaved.js";
import { uploads } from "./upload.js";

const ALL = [menus, dialogs, lists, money, uploads, forms, autosave, copying, dropping, picking, unsaved, sending, faults];
for (const start of ALL) start(document);
// Parts of a page that htmx exchanges get the same behaviour; listeners on the document serve both already.
document.addEventListener("htmx:load", ({ target }) => {
  if (target === document.body) return;
  for (const start of [money, uploads, forms, copying]) start(target);
});
