// Files of other programs: what the buttons of Word and Excel ask for, what is ticked, files that are dropped on the page.
import {$, ask} from "./net.js";
import {swap} from "./swap.js";

const accept = () => $("accept")?.checked ?? false;
const OPTIONS = {pdf: "as-pdf", package: "as-package", replace: "replace"};
const options = () => Object.fromEntries(Object.entries(OPTIONS).map(([name, id]) => [name, $(id)?.checked ?? false]));
const ticks = () => [...document.querySelectorAll('[name="change"]')];

// The new pieces; what was ticked, unfolded and in focus stays so.
function put(answer) {
  const before = new Map(ticks().map(each => [each.id, each.checked]));
  const chosen = options(), at = document.activeElement?.id;
  swap(answer.pieces, answer.texts);
  for (const [name, id] of Object.entries(OPTIONS)) if ($(id)) $(id).checked = chosen[name];
  for (const each of ticks()) if (before.has(each.id)) each.checked = before.get(each.id);
  if (at && document.activeElement?.id !== at) ($(at) ?? $("home"))?.focus({preventScroll: true});
}

function working(is) {
  document.querySelectorAll("[data-word]").forEach(each => { each.setAttribute("aria-disabled", String(is)); });
  if (is) $("told").textContent = $("told").dataset.working;
}

async function act(action, asked) {
  working(true);
  const {status, answer} = await ask(action, {...asked, accept: accept()});
  working(false);
  done(status, answer);
}

function done(status, answer) {
  if (status === 200) put(answer);
  else $("told").textContent = answer.told ?? "";
  $("told").scrollIntoView({block: "nearest"});
}

function pressed(event) {
  const button = event.target.closest("[data-word]");
  if (!button || button.getAttribute("aria-disabled") === "true") return;
  const {word, form, which, kind} = button.dataset;
  act(word, {form, which, kind, chosen: ticks().filter(each => each.checked).map(each => each.value), ...options()});
}

// One after the other, so that each is merged into what the one before has made.
async function copies(files) {
  const told = [];
  working(true);
  for (const file of files) {
    told.push(...await copy(file));
    $("told").replaceChildren(...told);
  }
  working(false);
  $("told").scrollIntoView({block: "nearest"});
}

async function copy(file) {
  const line = document.createElement("p");
  const says = kind => { line.textContent = $("told").dataset[kind].replace("{name}", file.name); return [line]; };
  if (file.size > 20_000_000) return says("large");
  const body = await file.arrayBuffer().catch(() => null);
  if (!body) return says("unread");  // a folder, or a file that has gone
  const {status, answer} = await ask($("copies").dataset.to, {accept: accept()}, {name: file.name, body});
  if (status === 200) put(answer);
  else line.textContent = answer.told ?? "";
  return status === 200 ? [...$("told").childNodes] : [line];
}

function dropping() {
  addEventListener("dragover", event => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    $("drop").classList.add("over");
  });
  addEventListener("dragleave", event => { if (!event.relatedTarget) $("drop").classList.remove("over"); });
  addEventListener("drop", event => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    $("drop").classList.remove("over");
    copies([...event.dataTransfer.files]);
  });
  $("copies").addEventListener("change", async event => {
    await copies([...event.target.files]);
    event.target.value = "";
  });
}

const again = async () => {
  const {status, answer} = await ask("documents", {accept: accept()});
  if (status === 200) put(answer);
};

export function wordFiles() {
  if (!$("told")) return;
  addEventListener("click", pressed);
  dropping();
  if (!$("accept")) return;
  $("accept").addEventListener("change", again);
  document.addEventListener("files", again);
  document.addEventListener("changed", again);
}
