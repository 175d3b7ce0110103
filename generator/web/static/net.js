// Asking the program: one question at a time, in order; what the page knows of the file stands here.
const body = document.body;
export const base = body.dataset.base;
export const words = JSON.parse(document.getElementById("words").textContent);
export const $ = id => document.getElementById(id);
export const theme = () => document.querySelector("[data-theme]")?.dataset.theme ?? "";
export const state = {mark: body.dataset.mark ?? ""};

export function tell(sentence, isError = false) {
  const line = $("saved");
  if (!line) return;
  line.textContent = sentence;
  line.classList.toggle("error", isError);
}

// The page does not change under a press of the mouse that has begun: its click would be lost.
let released = Promise.resolve();
addEventListener("pointerdown", event => {
  if (event.target.closest("button, a, summary")) released = new Promise(done => {
    for (const each of ["pointerup", "pointercancel"]) addEventListener(each, () => setTimeout(done), {once: true});
    setTimeout(done, 10000);
  });
}, true);

let line = Promise.resolve();
// Returns {status, answer}; status 0: the program does not answer, and nothing was done.
export function ask(action, asked = {}, file = null) {
  const next = line.then(() => send(action, asked, file));
  line = next;
  return next;
}

async function send(action, asked, file) {
  const wanted = {theme: theme(), mark: state.mark, ...(typeof asked === "function" ? asked() : asked)};
  try {
    const headers = file ? {"Content-Type": "application/octet-stream", "X-File-Name": encodeURIComponent(file.name), "X-Accept": String(wanted.accept), "X-Mark": state.mark} : {"Content-Type": "application/json"};
    const reply = await fetch(base + action, {method: "POST", headers, body: file ? file.body : JSON.stringify(wanted)});
    $("gone").hidden = true;
    const answer = await reply.json();
    await released;
    // Of a page whose rows may be older than the file nothing is known anew, until all of it has been read again.
    if (answer.mark && !answer.stale) state.mark = answer.mark;
    if (answer.stale) document.dispatchEvent(new Event("stale"));
    return {status: reply.status, answer};
  } catch {
    $("gone").hidden = false;
    return {status: 0, answer: {}};
  }
}

export const answered = () => line;

// Said while the page goes: nobody waits for the answer, nor hears that there is none.
export function leave(action, asked) {
  fetch(base + action, {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(asked), keepalive: true})
    .catch(() => {});
}

// A piece of HTML that the program made; all that comes from people in it is text.
export async function fetched(address) {
  const reply = await fetch(base + address);
  if (!reply.ok) throw new Error(/json/.test(reply.headers.get("Content-Type")) ? (await reply.json()).told : await reply.text());
  return reply;
}
