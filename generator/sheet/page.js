
"use strict";
(() => {
  const status = document.getElementById("besked");
  const progress = document.getElementById("framsteg");
  const tools = [...document.querySelectorAll(".tools")];

  const say = (text) => {
    status.textContent = "";
    setTimeout(() => { status.textContent = text; }, 50);  // the same words twice are read twice
  };

  // Without leave to use the clipboard: mark the answer, and put the exact text in the copy event.
  const markAndCopy = (text, shown) => {
    const range = document.createRange();
    range.selectNodeContents(shown);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    const put = (event) => {
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
    };
    document.addEventListener("copy", put);
    try {
      return document.execCommand("copy");
    } catch {
      return false;
    } finally {
      document.removeEventListener("copy", put);
    }
  };

  const copy = async (text, shown) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return markAndCopy(text, shown);
    }
  };

  // A page on disk may have no storage; then ticks last as long as the page is open.
  const stored = (place) => {
    try { return localStorage.getItem(`ansokan:${place}`); } catch { return null; }
  };
  const store = (place, key) => {
    try {
      if (key) localStorage.setItem(`ansokan:${place}`, key);
      else localStorage.removeItem(`ansokan:${place}`);
    } catch { /* nothing to keep it in */ }
  };

  const count = () => {
    const done = tools.filter((tool) => tool.querySelector("input").checked).length;
    progress.textContent = `${done} av ${progress.dataset.all} inklistrade`;
  };

  for (const tool of tools) {
    const question = tool.closest("article");
    const { key, place } = question.dataset;
    const label = tool.querySelector("button .unseen").textContent;
    const button = tool.querySelector("button");
    const word = button.querySelector(".word");
    const tick = tool.querySelector("input");
    const changed = tool.querySelector(".changed");
    const text = question.querySelector("pre.text");
    const shown = text.hidden ? question.querySelector("table") : text;

    const draw = () => {
      question.classList.toggle("done", tick.checked);
      count();
    };
    button.addEventListener("click", async () => {
      const done = await copy(text.textContent, shown);
      word.textContent = done ? "Kopierat" : "Tryck Ctrl+C";
      button.classList.toggle("copied", done);
      say(done ? `Kopierat${label}` : `Kunde inte kopiera. Svaret är markerat: tryck Ctrl+C${label}`);
      setTimeout(() => {
        word.textContent = "Kopiera";
        button.classList.remove("copied");
      }, 2500);
    });
    tick.addEventListener("change", () => {
      store(place, tick.checked ? key : "");
      changed.hidden = true;
      draw();
    });

    const before = stored(place);
    tick.checked = before === key;
    changed.hidden = before === null || before === key;
    tool.hidden = false;
    draw();
  }
  if (matchMedia("(max-width: 40rem)").matches) document.querySelector("nav details").open = false;
  progress.hidden = false;
  count();
})();
