// What each page does; a script of one purpose each.
import {grids} from "./grid.js";
import {live} from "./live.js";
import {looking} from "./look.js";
import {base} from "./net.js";
import {buttons} from "./rows.js";
import {saving} from "./save.js";
import {texts} from "./text.js";

if (base) {
  buttons();
  saving();
  grids();
  texts();
  looking();
}
live();
