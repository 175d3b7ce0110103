// Long texts: a small toolbar for their Markdown, and what is pasted from Word becomes Markdown.
import {fetched} from "./net.js";

// As if it were typed, so that Ctrl+Z takes it back.
function put(field, text) {
  field.focus();
  document.execCommand("insertText", false, text);
}

function formed(button) {
  const field = document.getElementById(button.closest(".toolbar").getAttribute("aria-controls"));
  const chosen = field.value.slice(field.selectionStart, field.selectionEnd);
  const mark = button.dataset.mark;
  if (mark) {
    put(field, mark + (chosen || "…") + mark);
    const end = field.selectionEnd - mark.length;
    return field.setSelectionRange(end - (chosen || "…").length, end);
  }
  const from = field.value.lastIndexOf("\n", field.selectionStart - 1) + 1;
  const [start, end] = [from, Math.max(field.selectionEnd, from)];
  field.setSelectionRange(start, end);
  const lines = field.value.slice(start, end).split("\n").filter((line, number, all) => line.trim() || all.length === 1);
  return put(field, lines.map((line, number) => (button.dataset.line === "1. " ? `${number + 1}. ` : button.dataset.line) + line).join("\n"));
}

async function pasted(event) {
  const html = event.clipboardData.getData("text/html"), field = event.target;
  if (!html || field.dataset?.control !== "markdown") return;
  event.preventDefault();
  const plain = event.clipboardData.getData("text/plain");
  try {
    const reply = await fetch("/markdown", {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify({html})});
    put(field, reply.ok ? (await reply.json()).text : plain);
  } catch {
    put(field, plain);
  }
}

function arrows(event) {
  const bar = event.target.closest?.(".toolbar");
  const step = {ArrowLeft: -1, ArrowRight: 1}[event.key];
  if (!bar || !step) return;
  const all = [...bar.querySelectorAll("button")], to = all[(all.indexOf(event.target) + step + all.length) % all.length];
  all.forEach(each => { each.tabIndex = each === to ? 0 : -1; });
  to.focus();
}

export function texts() {
  addEventListener("paste", pasted);
  addEventListener("keydown", arrows);
  addEventListener("click", event => { if (event.target.closest(".toolbar button")) formed(event.target.closest("button")); });
}
