// The book of a guest's phone. It works without a line: pages are kept by the worker, presses by this page until they arrive.
import "../../css/guests.css";
import { arriving } from "./arriving.js";
import { door } from "./door.js";
import { keeping } from "./keeping.js";
import { leaving } from "./leaving.js";
import { working } from "./working.js";

for (const start of [door, arriving, keeping, leaving, working]) start(document);
