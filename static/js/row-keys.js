/* Keys of a table with data-row-keys: j and k go to the next and the row before, x ticks it, Shift+x every row up to it,
   Enter opens it. The row that is marked holds the focus, so a screen reader tells which one it is and whether it is ticked.
   An addition: without it boxes and links do the same. */
"use strict";

(() => {
  const table = document.querySelector("table[data-row-keys]");
  if (!table) return;
  const rows = [...table.tBodies[0].rows];
  const box = (row) => row.querySelector("[data-check]");
  const link = (row) => row.querySelector("th[scope=row] a[href]");
  let marked = -1;
  let ticked = -1;

  table.addEventListener("focusin", (event) => { marked = rows.indexOf(event.target.closest("tbody tr")); });

  const mark = (to) => {
    const row = rows[Math.min(Math.max(to, 0), rows.length - 1)];
    if (!row) return;
    (box(row) || link(row) || row).focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };
  const tick = (through) => {
    const first = through && ticked >= 0 ? Math.min(ticked, marked) : marked;
    const wanted = through ? true : !box(rows[marked])?.checked;
    rows.slice(first, Math.max(marked, through ? ticked : marked) + 1).forEach((row) => {
      if (box(row) && box(row).checked !== wanted) box(row).click();
    });
    ticked = marked;
  };
  const open = () => {
    const to = link(rows[marked]);
    if (to) to.click();
    else Portal.tell(`${rows[marked].querySelector("th[scope=row]").textContent.trim()}: chưa gửi nên chưa mở được.`);
  };

  document.addEventListener("keydown", (event) => {
    if (Portal.composing(event) || event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open]")) return;
    if (Portal.typing(event.target)) return;
    const inside = marked >= 0 && rows[marked].contains(document.activeElement);
    const acts = {
      j: () => mark(marked + 1),
      k: () => mark(marked < 0 ? 0 : marked - 1),
      x: inside && (() => tick(false)),
      X: inside && (() => tick(true)),
      Enter: inside && event.target.matches("[data-check]") && open,
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
