// Buttons: rows moved, copied, deleted; what was done undone; what others did kept; what was carried reviewed.
import {$, ask, base, tell, words} from "./net.js";
import {giveUp} from "./save.js";
import {swap} from "./swap.js";

const MOVES = {up: -1, down: 1};

async function row(button) {
  const how = button.dataset.do, list = button.closest("[data-list]").dataset.list;
  const index = Number(button.closest("[data-row]").dataset.row), to = index + (MOVES[how] ?? 0);
  if (!$(`${how}-${list}.${to}`)) return;
  const {status, answer} = await ask("rows", {list, how: how in MOVES ? "move" : how, index, to});
  after(status, answer, how === "remove" ? words.removed : words.saved);
  const now = how === "copy" ? index + 1 : to;
  if (status === 200) ($(`${how}-${list}.${now}`) ?? $(`${how}-${list}.${now - 1}`) ?? $(`head-${list}`)).focus();
}

export function after(status, answer, said) {
  swap(answer.pieces, answer.texts);
  tell(status === 200 ? said : answer.told ?? "", status !== 200);
  if (status === 200) document.dispatchEvent(new Event("changed"));
  if (document.activeElement === document.body) $("undo").focus();
}

async function undo(button) {
  const step = button.closest("[data-step]")?.dataset.step;
  const {status, answer} = await ask(button.dataset.do, {at: button.dataset.at, ...(step && {step: Number(step)})});
  after(status, answer, answer.undone ?? "");
}

function more(button) {
  const row = $(button.getAttribute("aria-controls"));
  row.hidden = !row.hidden;
  button.setAttribute("aria-expanded", String(!row.hidden));
}

async function why(button) {
  const shown = button.nextElementSibling;
  button.setAttribute("aria-expanded", String(!shown));
  if (shown) return shown.remove();
  const said = document.createElement("span");
  said.className = "because";
  said.textContent = await (await fetch(`${base}why?code=${encodeURIComponent(button.dataset.why)}`)).text();
  button.after(said);
}

const DO = {discard: button => giveUp($(button.dataset.of)), up: row, down: row, copy: row, remove: row, undo, seen: undo, reviewed: undo, more};

export function buttons() {
  addEventListener("click", event => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.why) why(button);
    else DO[button.dataset.do]?.(button);
  });
}
