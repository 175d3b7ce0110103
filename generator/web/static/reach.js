// The way to a field: what it is folded in is opened, and it has the focus. Of a group, a list or a row: its head or first field.
import {$} from "./net.js";

const headOf = path => $(path) ?? $(`card-${path}`) ?? $(`head-${path}`) ?? document.querySelector(`[data-path^="${CSS.escape(path)}."]`);

export function reach(path) {
  const found = headOf(path);
  if (!found) return path.includes(".") && reach(path.slice(0, path.lastIndexOf(".")));
  for (let at = found; at; at = at.parentElement) {
    if (at.tagName === "DETAILS") at.open = true;
    if (at.matches("tr.more[hidden]")) $(at.id.replace("more-", "unfold-")).click();
  }
  found.focus();
  found.scrollIntoView({block: "nearest"});
}

export function reaching() {
  const follow = () => { if (location.hash) reach(decodeURIComponent(location.hash.slice(1))); };
  addEventListener("hashchange", follow);
  follow();
}
