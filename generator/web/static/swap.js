// Pieces of the page put in the place of older ones, by id; what is being typed stays, and the caret with it.
import {$} from "./net.js";

export const fields = (within = document) => within.querySelectorAll("[data-control]");
const WHY = "[data-why]";

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
  const back = focused();
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
  back();
}

// Returns what gives the focus back when what had it was made anew: a button without a name of its own gives it to its field.
// Who has gone on with Tab to ask why, of what is no longer said, goes on to the next field.
function focused() {
  const at = document.activeElement, [start, end] = [at.selectionStart, at.selectionEnd];
  const id = at.id || at.closest(".says")?.id.replace("says-", "") || at.closest(".toolbar")?.getAttribute("aria-controls");
  return () => {
    const now = at.isConnected || !id ? null : at.matches(WHY) ? following($(`says-${id}`)) : $(id);
    now?.focus({preventScroll: true});
    if (now?.setSelectionRange && now.id === at.id && start !== null) now.setSelectionRange(start, end);
  };
}

function following(says) {
  const after = each => each.offsetParent && says?.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING;
  return says?.querySelector(WHY) ?? [...fields()].find(after);
}

const inside = (element, pieces) => Object.keys(pieces).some(id => id.startsWith("list-") && $(id)?.contains(element));

// Rows made anew: what was typed and not saved, the scroll and what was unfolded or folded are put back.
function keeping(list, change) {
  const typed = [...fields(list)].filter(each => each.value !== each.dataset.seen && !each.classList.contains("unsaved")).map(each => [each.dataset.path, each.value]);
  const open = [...list.querySelectorAll("tr.more:not([hidden])")].map(each => each.id);
  const shut = [...list.querySelectorAll("details:not([open]) > summary[id]")].map(each => each.id);
  const scrolls = [...list.querySelectorAll(".scroll")].map(each => each.scrollLeft);
  change();
  for (const [path, value] of typed) if ($(path)) $(path).value = value;
  for (const each of open) {
    $(each)?.removeAttribute("hidden");
    list.querySelector(`[aria-controls="${CSS.escape(each)}"]`)?.setAttribute("aria-expanded", "true");
  }
  for (const each of shut) $(each)?.parentElement.removeAttribute("open");
  list.querySelectorAll(".scroll").forEach((each, number) => { each.scrollLeft = scrolls[number] ?? 0; });
}
