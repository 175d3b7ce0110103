// Pieces of the page put in the place of older ones, by id; what is being typed stays, and the caret with it.
import {$} from "./net.js";

export const fields = (within = document) => within.querySelectorAll("[data-control]");

// What the file says now: it is shown where nobody is writing.
export function show(texts = {}) {
  for (const [path, text] of Object.entries(texts)) {
    const field = $(path);
    if (!field || field.dataset.seen === text) continue;
    if (field.value.trim() === field.dataset.seen.trim()) field.value = text;
    field.dataset.seen = text;
  }
}

export function swap(pieces = {}, texts = {}) {
  show(texts);
  for (const says of document.querySelectorAll(".says"))
    if (says.firstChild && !(says.id in pieces) && !inside(says, pieces)) says.replaceChildren();
  for (const [id, html] of Object.entries(pieces)) {
    const old = $(id);
    if (!old) continue;
    const made = document.createElement("template");
    made.innerHTML = html;
    if (id.startsWith("list-")) keeping(old, () => old.replaceChildren(made.content));
    else if (old.innerHTML !== made.innerHTML) old.replaceChildren(made.content);
  }
}

const inside = (element, pieces) => Object.keys(pieces).some(id => id.startsWith("list-") && $(id)?.contains(element));

// Rows made anew: what was typed and not saved, the field at hand, the scroll and what was unfolded are put back.
function keeping(list, change) {
  const typed = [...fields(list)].filter(each => each.value !== each.dataset.seen).map(each => [each.dataset.path, each.value]);
  const at = list.contains(document.activeElement) ? document.activeElement : null;
  const [id, start, end] = [at?.id, at?.selectionStart, at?.selectionEnd];
  const open = [...list.querySelectorAll("tr.more:not([hidden])")].map(each => each.id);
  const scrolls = [...list.querySelectorAll(".scroll")].map(each => each.scrollLeft);
  change();
  for (const [path, value] of typed) if ($(path)) $(path).value = value;
  for (const each of open) {
    $(each)?.removeAttribute("hidden");
    list.querySelector(`[aria-controls="${CSS.escape(each)}"]`)?.setAttribute("aria-expanded", "true");
  }
  list.querySelectorAll(".scroll").forEach((each, number) => { each.scrollLeft = scrolls[number] ?? 0; });
  const now = id ? $(id) : null;
  if (!now) return;
  now.focus({preventScroll: true});
  if (start !== null && now.setSelectionRange && now.tagName !== "SELECT") now.setSelectionRange(start, end);
}
