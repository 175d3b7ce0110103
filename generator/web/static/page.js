// What each page does; a script of one purpose each.
import {findings} from "./findings.js";
import {grids} from "./grid.js";
import {live} from "./live.js";
import {looking} from "./look.js";
import {base} from "./net.js";
import {projects} from "./projects.js";
import {reaching} from "./reach.js";
import {buttons} from "./rows.js";
import {saving} from "./save.js";
import {sums} from "./sums.js";
import {texts} from "./text.js";
import {wordFiles} from "./word.js";

if (base) {
  buttons();
  saving();
  grids();
  texts();
  sums();
  findings();
  looking();
  reaching();
  wordFiles();
}
if (document.getElementById("new")) projects().catch(() => {});  // the program is gone, or the page is left
live();
