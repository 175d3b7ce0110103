// The first page: how each project stands, and a new one.
import {$} from "./net.js";

async function standing(row) {
  const cells = document.createElement("template");
  cells.innerHTML = await (await fetch(row.dataset.standing)).text();
  row.querySelectorAll("td").forEach(each => each.remove());
  row.append(cells.content);
}

async function documents(row) {
  row.querySelector("[data-documents]").innerHTML = await (await fetch(`${row.dataset.standing}/documents`)).text();
}

async function make(event) {
  event.preventDefault();
  const asked = {...Object.fromEntries(new FormData(event.target)), start: event.submitter?.value};
  const reply = await fetch("/new", {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(asked)});
  const answer = await reply.json();
  if (reply.ok) { sessionStorage.setItem("typed", answer.told); location.href = answer.address; }
  else $("says-new").textContent = answer.told;
}

export async function projects() {
  $("new").addEventListener("submit", make);
  $("new").querySelectorAll("button").forEach(each => each.disabled = false);  // nobody is heard before
  const rows = document.querySelectorAll("[data-standing]");
  for (const row of rows) await standing(row);
  for (const row of rows) await documents(row);  // they are compared with their Word files, which takes longer
}
