// What the pages of a queue add: counters, floors, numbers that are followed. No other page carries it.
import "../../css/desk.css";
import { desk } from "../desk.js";
import { live } from "../live.js";
import { ringing } from "../ringing.js";

for (const start of [desk, ringing, live]) start(document);
document.addEventListener("htmx:load", ({ target }) => target === document.body || live(target));
