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
    const told = document.querySelector("#figure-printed data");
    if (told?.dataset.of !== event.detail.name) return;
    event.detail.dataset.printed = told.value;
    reprint(event.detail);
  });
  /* "1934" becomes "1.934" once it is stored and the cell is left: what has the focus is never rewritten. */
  function reprint(cell) {
    if (cell === document.activeElement || cell.value !== cell.dataset.saved || cell.tagName !== "INPUT") return;
    cell.value = cell.dataset.printed;
    cell.dataset.saved = cell.value;
  }
  document.addEventListener("focusout", (event) => {
    const cell = event.target;
    if ("printed" in (cell.dataset || {})) setTimeout(() => reprint(cell));
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

  /* A reason is asked for once the figure differs from what the portal counts. */
  document.querySelectorAll("[data-reason-of]:not([data-stay])").forEach((box) => {
    const cell = document.getElementById(box.dataset.reasonOf);
    const draw = () => { box.hidden = cell.value.trim() === cell.defaultValue && !box.querySelector("input").value; };
    cell.addEventListener("input", draw);
    draw();
  });

  /* Two people at one cell: the answer says what stands now, the person chooses. */
  document.addEventListener("click", (event) => {
    const choice = event.target.closest?.("[data-clash]");
    const cell = choice?.closest("td")?.querySelector(".cell");
    if (!cell) return;
    cell.dataset.version = choice.dataset.clash;
    if ("figure" in choice.dataset) cell.value = choice.dataset.figure;
    cell.focus();
    type(cell);
  });
  const type = (cell) => cell.dispatchEvent(new Event("input", { bubbles: true }));

  /* Numeric keypads of telephones have neither K nor a dash. */
  let last = null;
  document.addEventListener("focusin", (event) => { if (event.target.matches?.("input.cell")) last = event.target; });
  document.addEventListener("pointerdown", (event) => { if (event.target.closest?.("[data-sign]")) event.preventDefault(); });
  document.addEventListener("click", (event) => {
    const sign = event.target.closest?.("[data-sign]");
    if (!sign || !last) return;
    last.value = sign.dataset.sign;
    last.focus();
    type(last);
  });

  /* Beside what all grids do (fields.js): left and right from the edge of a figure, Escape back to
     what is stored once the server has refused what was typed. */
  const SIDES = { ArrowLeft: -1, ArrowRight: 1 };
  document.addEventListener("keydown", (event) => {
    const cell = event.target;
    if (Portal.composing(event) || !cell.matches?.("[data-numeric] input.cell") || event.ctrlKey || event.altKey) return;
    if (event.key === "Escape" && cell.getAttribute("aria-invalid") && cell.value === cell.dataset.before) {
      cell.value = cell.dataset.saved ?? cell.defaultValue;
      cell.dataset.before = cell.value;
      type(cell);
      return;
    }
    const step = event.shiftKey ? 0 : SIDES[event.key];
    if (!step) return;
    const whole = cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;
    const edge = cell.selectionStart === cell.selectionEnd && cell.selectionStart === (step < 0 ? 0 : cell.value.length);
    if (!whole && !edge) return;
    const row = [...cell.closest("tr").querySelectorAll("input.cell")];
    const next = row[row.indexOf(cell) + step];
    if (next) { event.preventDefault(); next.focus(); }
  });
})();
