// A queue display: its clock, pages that take turns, a picture that does not burn in, and calls announced one after the other.
import "../../css/screen.css";
import { live } from "../live.js";
import { announcing } from "./announcer.js";
import { ticking } from "./clock.js";
import { drifting } from "./drifting.js";
import { turning } from "./turning.js";

const display = document.querySelector("[data-display]");
if (display) for (const start of [ticking, turning, drifting, announcing]) start(display);
live(document);
