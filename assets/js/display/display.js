// A queue display: its clock, pages that take turns, and calls announced one after the other.
import "../../css/screen.css";
import { live } from "../live.js";
import { announcing } from "./announcer.js";
import { ticking } from "./clock.js";
import { turning } from "./turning.js";

const display = document.querySelector("[data-display]");
if (display) for (const start of [ticking, turning, announcing]) start(display);
live(document);
