// A field is saved when it is left and after three seconds at rest, when it says something else than the file.
import {$, ask, base, leave, tell, words} from "./net.js";
import {fields, swap} from "./swap.js";

const REST = 3000, JOT = 1000;
const timers = new Map();
const kept = path => `${base}#${path}`;
const differs = field => field.value.trim() !== field.dataset.seen.trim();

export function typed(field) {
  field.classList.remove("unsaved");  // it says something else than what was refused
  localStorage.setItem(kept(field.dataset.path), JSON.stringify([field.value, field.dataset.seen]));
  clearTimeout(timers.get(field.id));
  timers.set(field.id, setTimeout(() => jot(field), JOT));
}

// Kept by the program a second after the last key, and saved when it has rested.
async function jot(field) {
  timers.set(field.id, setTimeout(() => save(field), REST - JOT));
  if (!differs(field)) return;
  const {status} = await ask("draft", asDraft(field));
  if (status === 200) localStorage.removeItem(kept(field.dataset.path));
}

const asDraft = field => ({path: field.dataset.path, value: field.value, seen: field.dataset.seen, theme: ""});

export async function save(field) {
  clearTimeout(timers.get(field.id));
  const id = field.id;
  if (!differs(field) && !field.hasAttribute("aria-invalid")) return;
  tell(words.saving);
  const path = field.dataset.path, value = field.value;
  const {status, answer} = await ask("put", () => ({path, value, seen: field.dataset.seen}));
  if (status === 0) return tell("", true);
  if (answer.reread) return again(answer.told, [field]);
  field = $(id) ?? field;
  field.classList.toggle("unsaved", status !== 200);
  if (status === 200) {
    field.dataset.seen = value;
    field.removeAttribute("aria-invalid");
    localStorage.removeItem(kept(path));
    swap(answer.pieces, answer.texts);
    field = $(id) ?? field;
    tell(words.saved);
    document.dispatchEvent(new Event("changed"));
  } else {
    field.setAttribute("aria-invalid", "true");
    swap(answer.pieces, answer.texts);
    if ("theirs" in answer) conflict(field, answer.theirs);
    tell(`${words.unsaved} ${answer.told}`, true);
  }
}

// The rows are others by now: the page is read anew, and says what was typed in them.
export function again(told, typedIn = [...fields()].filter(each => differs(each) && /\.\d/.test(each.dataset.path))) {
  const texts = typedIn.map(each => `${each.getAttribute("aria-label") ?? each.labels[0]?.textContent}: “${each.value}”`);
  for (const each of typedIn) {
    localStorage.removeItem(kept(each.dataset.path));
    each.value = each.dataset.seen;
  }
  if (texts.length) sessionStorage.setItem("typed", [told, ...texts].join(" "));
  location.reload();
}

// The same field was changed in the file too: both are shown, and a person chooses.
export function conflict(field, theirs) {
  const says = $("says-" + field.dataset.path), line = document.createElement("p"), quote = document.createElement("q");
  line.className = "both";
  quote.textContent = theirs || words.empty;
  line.append(words.both + " ", quote, " ", button(words.mine, () => {
    field.dataset.seen = theirs;
    save(field);
  }), " ", button(words.theirs, () => giveUp(field, theirs)));
  says.replaceChildren(line);
}

// What is typed and not saved is given up: the field says what the file says.
export async function giveUp(field, theirs = field.dataset.seen) {
  const {status, answer} = await ask("draft", {path: field.dataset.path});
  if (status !== 200) return;
  localStorage.removeItem(kept(field.dataset.path));
  field.value = field.dataset.seen = theirs;
  field.classList.remove("unsaved");
  field.removeAttribute("aria-invalid");
  swap(answer.pieces, answer.texts);
  field.focus();
}

export function button(text, pressed) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", pressed);
  return made;
}

// What was typed when the program or the browser stopped, and had not reached it.
export function remember() {
  for (const field of fields()) {
    const text = localStorage.getItem(kept(field.dataset.path));
    if (!text) continue;
    const [value, seen] = JSON.parse(text);
    if (value.trim() === field.dataset.seen.trim()) { localStorage.removeItem(kept(field.dataset.path)); continue; }
    field.value = value;
    field.dataset.seen = seen;
    save(field);
  }
}

export function saving() {
  addEventListener("input", event => { if (event.target.dataset.control) typed(event.target); });
  addEventListener("change", event => { if (event.target.dataset.control) save(event.target); });
  addEventListener("pagehide", () => { for (const each of fields()) if (differs(each)) leave("draft", asDraft(each)); });
  remember();
  const typedBefore = sessionStorage.getItem("typed");
  if (!typedBefore) return;
  sessionStorage.removeItem("typed");
  $("notices").append(Object.assign(document.createElement("p"), {className: "notice", textContent: typedBefore}));
}
