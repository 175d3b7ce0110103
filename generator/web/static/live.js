// What happens to the files meanwhile: one held stream for all tabs, which also keeps the program running.
import {$, answered, ask, base, state, words} from "./net.js";
import {again, conflict} from "./save.js";
import {fields, swap} from "./swap.js";

const name = document.body.dataset.name;
const others = new BroadcastChannel("ansokan");
let told = null;

// Browsers hold six connections to an address: of all tabs one has the stream, and tells the others.
function hold() {
  const stream = new EventSource("/events");
  stream.onopen = () => { $("gone").hidden = true; };
  stream.onerror = () => { $("gone").hidden = false; };
  stream.onmessage = event => { others.postMessage(event.data); came(event.data); };
  return new Promise(() => {});
}

async function came(text) {
  const now = JSON.parse(text)[name];
  const before = told ?? document.body.dataset.files ?? null;
  told = now;
  $("gone").hidden = true;
  if (now === before || now === undefined || !base) return;
  if (before !== null) document.dispatchEvent(new Event("files"));
  await answered();
  if (now.split(" ")[0] !== state.mark) await reread();
}

const rowOf = field => field.dataset.path.match(/^.*\.\d+(?=\.|$)/)?.[0];

// Fields that nobody is writing in take the file's new text; of one that differs in both a person chooses.
async function reread() {
  const {status, answer} = await ask("again");
  if (status !== 200) return;
  const changed = [...fields()].filter(each => answer.fields[each.dataset.path] !== each.dataset.seen);
  const rows = new Set(changed.map(rowOf).filter(Boolean));
  const typed = [...fields()].filter(each => each.value !== each.dataset.seen && rows.has(rowOf(each)));
  if (changed.some(each => !(each.dataset.path in answer.fields)) || fields().length !== Object.keys(answer.fields).length
      || typed.some(each => !changed.includes(each))) return again(words.moved);
  swap(answer.pieces);
  for (const field of changed) {
    const seen = answer.fields[field.dataset.path];
    if (field.value === field.dataset.seen) field.value = field.dataset.seen = seen;
    else conflict(field, seen);
  }
  state.mark = answer.mark;
  document.dispatchEvent(new Event("changed"));
}

export function live() {
  document.addEventListener("stale", reread);
  others.onmessage = event => came(event.data);
  navigator.locks.request("ansokan-stream", hold);
  navigator.locks.request(`ansokan-tab-${crypto.randomUUID()}`, () => new Promise(() => {}));  // a tab with a lock is not put to sleep
}
