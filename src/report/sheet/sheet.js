
(() => {
  "use strict";
  const sheet = "copydesk-sheet-" + document.body.dataset.sheet;
  const entries = [...document.querySelectorAll(".entry")];
  const ticks = [...document.querySelectorAll("[data-tick]")];
  const nameOf = (tick) => tick.closest("[data-key]").dataset.key + " " + tick.dataset.tick;
  const load = () => { try { return JSON.parse(localStorage.getItem(sheet)) || {}; } catch { return {}; } };
  const save = (kept) => { try { localStorage.setItem(sheet, JSON.stringify(kept)); } catch { /* a page without storage is still a page */ } };
  const isDone = (entry) => [...entry.querySelectorAll("input[type=checkbox]")].every((box) => box.checked);

  const show = () => {
    let done = 0;
    for (const entry of entries) { const is = isDone(entry); entry.classList.toggle("done", is); done += is; }
    document.getElementById("progress").textContent = done + " of " + entries.length + " quotations checked";
    document.querySelector("progress").value = done;
  };
  const keep = () => {
    const kept = {};
    for (const tick of ticks) {
      const value = tick.type === "checkbox" ? tick.checked : tick.value;
      if (value) kept[nameOf(tick)] = value;
    }
    save(kept);
    show();
  };
  const go = (entry) => { if (entry) { entry.focus({ preventScroll: true }); entry.scrollIntoView({ block: "start" }); } };
  const here = () => entries.findIndex((entry) => entry.contains(document.activeElement));
  const step = (by) => go(entries[Math.max(0, Math.min(entries.length - 1, here() + by))]);
  const next = () => { const from = here() + 1; go([...entries.slice(from), ...entries.slice(0, from)].find((entry) => !isDone(entry))); };
  const deeds = {
    next,
    print: () => window.print(),
    filter: (button) => button.setAttribute("aria-pressed", String(document.body.classList.toggle("filter"))),
    clear: () => {
      if (!confirm("Clear every tick and note of this sheet?")) return;
      for (const tick of ticks) { tick.checked = false; if (tick.type === "text") tick.value = ""; }
      keep();
    },
  };

  const kept = load();
  for (const tick of ticks) {
    const value = kept[nameOf(tick)];
    if (tick.type === "checkbox") tick.checked = value === true;
    else if (typeof value === "string") tick.value = value;
  }
  document.querySelector(".tools").hidden = false;
  document.addEventListener("input", (event) => { if (event.target.matches("[data-tick]")) keep(); });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-do]");
    if (button) deeds[button.dataset.do](button);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input[type=text]")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "n") next();
    else return;
    event.preventDefault();
  });
  show();
})();
