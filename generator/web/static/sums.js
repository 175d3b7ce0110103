// Sums of money while amounts are typed: worked out by the program, written nowhere.
import {$, ask} from "./net.js";
import {fields} from "./swap.js";

let timer = 0;

async function work() {
  const typed = [...fields($("main"))].filter(each => each.value !== each.dataset.seen).map(each => [each.dataset.path, each.value]);
  const {status, answer} = await ask("sums", {texts: Object.fromEntries(typed)});
  if (status === 200 && answer.sums) $("sums").innerHTML = answer.sums;
}

export function sums() {
  if (!$("sums")) return;
  addEventListener("input", event => {
    if (!event.target.dataset.control) return;
    clearTimeout(timer);
    timer = setTimeout(work, 200);
  });
}
