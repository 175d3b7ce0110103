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

// Fields that nobody is writing in take the file's new text; of one that differs in both a person chooses.
async function reread() {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const theirs = new Map([...fields(page)].map(each => [each.dataset.path, each]));
  if ([...fields()].some(each => !theirs.has(each.dataset.path)) || theirs.size !== fields().length) return again(words.moved);
  const {answer} = await ask("again");
  swap(answer.pieces, answer.texts);
  for (const field of fields()) {
    const seen = theirs.get(field.dataset.path).dataset.seen;
    if (seen === field.dataset.seen) continue;
    if (field.value === field.dataset.seen) field.value = field.dataset.seen = seen;
    else conflict(field, seen);
  }
  document.dispatchEvent(new Event("changed"));
}

export function live() {
  others.onmessage = event => came(event.data);
  navigator.locks.request("ansokan-stream", hold);
  navigator.locks.request(`ansokan-tab-${crypto.randomUUID()}`, () => new Promise(() => {}));  // a tab with a lock is not put to sleep
}
