// The document as it becomes, beside the fields; a field leads to its place there, and a click there to the field.
import {$, base, fetched} from "./net.js";
import {reach} from "./reach.js";

const sheet = new CSSStyleSheet();
let asked = 0;

async function draw() {
  const which = $("which").value, number = ++asked;
  if (!which || $("look").offsetParent === null) return;
  try {
    const made = await (await fetched(`look/${which}`)).json();
    if (number !== asked) return;
    sheet.replaceSync(made.style);
    $("paper").innerHTML = made.html;
    $("look-says").replaceChildren(...made.says.map(text => Object.assign(document.createElement("p"), {textContent: text})));
    $("pdf").href = `${base}pdf/${which}`;
    $("pdf").hidden = false;
    point();
    document.dispatchEvent(new Event("drawn"));
  } catch (error) {
    if (number === asked) $("look-says").textContent = String(error.message);
  }
}

// What people have changed in it in Word is not drawn: it is named.
async function edited() {
  const which = $("which").value;
  if (!which || $("look").offsetParent === null) return;
  const {lines} = await fetched(`edited/${which}`).then(reply => reply.json(), () => ({lines: []}));  // draw() says why
  $("edited").hidden = !lines.length;
  $("edited").querySelector("ul").replaceChildren(...lines.map(text => Object.assign(document.createElement("li"), {textContent: text})));
}

function point() {
  const first = () => [...document.querySelectorAll("[data-theme] [data-control]")].map(each => each.dataset.path)
    .find(each => $("paper").querySelector(`[data-path="${CSS.escape(each)}"]`));
  const path = document.activeElement?.dataset?.path ?? (document.activeElement === document.body ? first() : null);
  $("paper").querySelectorAll(".here").forEach(each => each.classList.remove("here"));
  if (!path) return;
  const marks = $("paper").querySelectorAll(`[data-path="${CSS.escape(path)}"]`);
  marks.forEach(each => each.classList.add("here"));
  const paper = $("paper"), box = marks[0]?.getBoundingClientRect(), frame = paper.getBoundingClientRect();
  if (box && (box.top < frame.top || box.bottom > frame.bottom)) paper.scrollTop += box.top - frame.top - frame.height / 3;
}

function chosen(event) {
  const path = event.target.closest("[data-path]")?.dataset.path;
  if (!path) return;
  event.preventDefault();
  if ($(path)) reach(path);
  else location.href = `${base}field?path=${encodeURIComponent(path)}`;
}

export function looking() {
  if (!$("paper")) return;
  document.adoptedStyleSheets = [sheet];
  $("paper").addEventListener("click", chosen);
  $("which").addEventListener("change", () => draw().then(edited));
  document.addEventListener("files", edited);
  addEventListener("focusin", event => { if (event.target.dataset.control) point(); });
  document.addEventListener("changed", draw);
  draw().then(edited);
}
