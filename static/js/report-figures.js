/* Figures of a report: marks every cell of what does not fit, shows the strip of the cell in use, takes a block that is
   pasted into a cell, moves from cell to cell. */
"use strict";

(() => {
  function mark() {
    const told = document.querySelector("[data-marks]")?.dataset.marks.trim() || "";
    document.querySelectorAll("[data-level]").forEach((cell) => { delete cell.dataset.level; });
    told.split(/\s+/).filter(Boolean).forEach((one) => {
      const at = one.lastIndexOf("=");
      const cell = document.getElementById(one.slice(0, at));
      if (cell) cell.dataset.level = one.slice(at + 1);
    });
  }
  mark();
  /* A saved cell was seen by this person: the whole form sent later must not meet its own change. */
  document.addEventListener("portal:saved", (event) => {
    const seen = document.querySelector(`input[name="${CSS.escape(`thay-${event.detail.name}`)}"]`);
    if (seen) seen.value = event.detail.dataset.version;
    mark();
  });

  let waiting = 0;
  document.addEventListener("focusin", (event) => {
    const address = event.target.dataset?.strip;
    clearTimeout(waiting);
    if (!address || !window.htmx) return;
    waiting = setTimeout(() => window.htmx.ajax("GET", address, { target: "#cell-strip", swap: "innerHTML" }), 250);
  });

  /* A block copied from a spreadsheet goes to the server as a whole; one cell is pasted as text (fields.js). */
  const MOST_PASTED = 1000000;
  const block = document.querySelector("[data-paste-block]");
  const send = document.querySelector("[data-paste-send]");
  document.addEventListener("paste", (event) => {
    const cell = event.target;
    const text = event.clipboardData?.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n+$/, "") || "";
    if (!block || !cell.matches?.(".cell") || !/[\t\n]/.test(text) || text.length > MOST_PASTED) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!navigator.onLine) { Portal.offline(); return; }
    block.value = text;
    block.form.elements["tu-o"].value = cell.name;
    // What was typed before is stored first, so that the paste does not meet it as somebody else's change.
    Portal.flush().finally(() => block.form.requestSubmit(send));
  }, true);
  document.addEventListener("focusin", (event) => {
    if (block && event.target.matches?.(".cell")) block.form.elements["tu-o"].value = event.target.name;
  });
})();
