/* Figures of a report: marks every cell of what does not fit, shows the strip of the cell in use. */
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
})();
