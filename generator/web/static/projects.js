// The first page: how each project stands, and a new one.
import {$} from "./net.js";

const told = async address => (await fetch(address)).text();

async function standing(row) {
  row.querySelector("td").outerHTML = await told(row.dataset.standing);
}

async function documents(row) {
  row.querySelector("[data-documents]").innerHTML = await told(`${row.dataset.standing}/documents`);
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
  if (rows.length) $("together").innerHTML = await told("/overview");
  for (const row of rows) await documents(row);  // they are compared with their Word files, which takes longer
}
