// What a kiosk adds to its pages: it goes back to the start, reads aloud, types codes, prints. Every page works without.
import "../../css/kiosk.css";
import "../../css/slip.css";
import "../../css/tiles.css";
import { ending } from "./ending.js";
import { idling } from "./idling.js";
import { keys } from "./keys.js";
import { printing } from "./printing.js";
import { reaching } from "./reaching.js";
import { speaking } from "./speaking.js";

const room = document.querySelector("[data-kiosk]");
if (room) for (const start of [idling, keys, printing, reaching, speaking, ending]) start(room);
