// Findings silenced with a reason, and let speak again.
import {ask, tell} from "./net.js";

async function done(action, asked) {
  const {status, answer} = await ask(action, asked);
  if (status === 200) location.reload();
  else tell(answer.told ?? "", true);
}

export function findings() {
  addEventListener("submit", event => {
    const form = event.target;
    if (!form.matches(".silence")) return;
    event.preventDefault();
    done("silence", {check: form.dataset.check, at: form.dataset.at, reason: form.elements.reason.value});
  });
  addEventListener("click", event => {
    const button = event.target.closest('[data-do="speak"]');
    if (button) done("speak", {row: Number(button.dataset.row)});
  });
}
