// A grid is one stop of the Tab key: arrows go from cell to cell; rows come from Excel and go there.
import {ask, tell, words} from "./net.js";
import {after} from "./rows.js";

const inputs = row => [...row.querySelectorAll(":scope > td > [data-path], :scope > td > .tools > button")];
const rowsOf = grid => [...grid.tBodies[0].querySelectorAll(":scope > tr[data-row]")];

function enter(grid) {
  const cells = rowsOf(grid).flatMap(inputs);
  if (!cells.some(each => each.tabIndex === 0) && cells.length) cells[0].tabIndex = 0;
}

function go(from, down, right) {
  const row = from.closest("tr"), rows = rowsOf(from.closest("table"));
  const next = rows[rows.indexOf(row) + down];
  const to = next && inputs(next)[Math.min(inputs(row).indexOf(from) + right, inputs(next).length - 1)];
  if (!to) return false;
  to.focus();
  to.select?.();
  return true;
}

function atEdge(field, right) {
  if (field.tagName === "SELECT" || field.tagName === "BUTTON" || field.selectionStart === null) return true;
  const all = field.selectionStart === 0 && field.selectionEnd === field.value.length;
  return all || (right > 0 ? field.selectionEnd === field.value.length : field.selectionEnd === 0);
}

// Who has begun to write in a grid goes on with Tab as in Excel; Esc, or leaving it, makes it one stop again.
let writing = null;

function tabbed(event) {
  const field = event.target, grid = field.closest("table.grid");
  if (!grid || grid !== writing || field.closest("tr.more")) return;
  const cells = rowsOf(grid).flatMap(row => inputs(row).filter(each => each.dataset.path));
  const to = cells[cells.indexOf(field) + (event.shiftKey ? -1 : 1)];
  if (!to || !cells.includes(field)) return;
  event.preventDefault();
  to.focus();
  to.select?.();
}

function pressed(event) {
  const field = event.target;
  if (event.key === "Escape") writing = null;
  if (event.key === "Tab") return tabbed(event);
  if (event.altKey || event.ctrlKey || event.metaKey || !field.closest("table.grid tr[data-row]")) return;
  const [down, right] = {ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1]}[event.key] ?? [];
  if (down === undefined || field.closest("tr.more")) return;
  if (field.tagName === "TEXTAREA" && down && !atEdge(field, down)) return;
  if (right && !atEdge(field, right)) return;
  if (go(field, down, right)) event.preventDefault();
}

async function pasted(event) {
  const text = event.clipboardData.getData("text/plain"), cell = event.target.closest?.("table.grid tr[data-row] [data-path]");
  if (!cell || cell.closest("tr.more") || !/[\t\n]/.test(text.trimEnd())) return;
  event.preventDefault();
  const grid = cell.closest("table"), row = cell.closest("tr"), keys = grid.dataset.keys.split(" ");
  const {status, answer} = await ask("paste", {
    list: grid.dataset.list, row: Number(row.dataset.row), keys: keys.slice(inputs(row).indexOf(cell)), text});
  after(status, answer, words.saved);
}

const quoted = text => /[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

async function copied(grid) {
  const heads = [...grid.tHead.rows[0].cells].slice(1, -1).map(each => each.textContent);
  const rows = rowsOf(grid).filter(each => !each.classList.contains("new"))
    .map(each => [...each.querySelectorAll(":scope > td > [data-path]")].map(cell => cell.value));
  await navigator.clipboard.writeText([heads, ...rows].map(row => row.map(quoted).join("\t")).join("\r\n"));
  tell(words.copied);
}

export function grids() {
  const all = () => document.querySelectorAll("table.grid").forEach(enter);
  all();
  new MutationObserver(all).observe(document.getElementById("main"), {childList: true, subtree: true});
  addEventListener("focusin", event => {
    const grid = event.target.closest("table.grid"), at = event.target;
    if (grid !== writing) writing = null;
    if (!grid || !inputs(at.closest("tr")).includes(at)) return;
    grid.querySelectorAll('tr[data-row] [tabindex="0"]').forEach(each => { each.tabIndex = -1; });
    at.tabIndex = 0;
  });
  addEventListener("keydown", pressed);
  addEventListener("input", event => { if (event.target.dataset.path) writing = event.target.closest("table.grid"); });
  addEventListener("paste", pasted);
  addEventListener("click", event => {
    const button = event.target.closest('[data-do="copy-grid"]');
    if (button) copied(button.closest(".items").querySelector("table.grid"));
  });
}
