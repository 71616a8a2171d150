/* Find as you type: a cell with data-list="id" offers the words of that <datalist>; typing without marks finds too.
   An addition: without it the cell is a plain field. */
"use strict";

(() => {
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
  let box = null;
  let owner = null;

  const words = (cell) => [...document.querySelectorAll(`#${CSS.escape(cell.dataset.list)} option`)].map((one) => one.value);
  const piece = (cell) => (cell.hasAttribute("data-several") ? cell.value.split(";").pop() : cell.value).trim();

  function close() {
    if (owner) { owner.removeAttribute("aria-activedescendant"); owner.setAttribute("aria-expanded", "false"); }
    box?.remove();
    box = owner = null;
  }

  function choose(option) {
    const cell = owner;
    const before = cell.hasAttribute("data-several") ? cell.value.split(";").slice(0, -1).map((one) => one.trim()) : [];
    cell.value = [...before, option.textContent].join("; ");
    close();
    cell.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function mark(step) {
    const options = [...box.children];
    const here = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
    const next = options[(here + step + options.length) % options.length];
    options.forEach((one) => one.setAttribute("aria-selected", String(one === next)));
    owner.setAttribute("aria-activedescendant", next.id);
  }

  function show(cell) {
    const typed = fold(piece(cell));
    const found = words(cell).filter((word) => fold(word).includes(typed) && fold(word) !== typed).slice(0, 8);
    close();
    if (!found.length || document.activeElement !== cell) return;
    owner = cell;
    box = document.createElement("ul");
    box.className = "suggestions";
    box.id = "goi-y-o";
    box.setAttribute("role", "listbox");
    box.setAttribute("aria-label", "Gợi ý");
    found.forEach((word, index) => {
      const option = document.createElement("li");
      option.id = `goi-y-${index}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.textContent = word;
      option.addEventListener("mousedown", (event) => { event.preventDefault(); choose(option); });
      box.append(option);
    });
    cell.parentElement.classList.add("suggest-box");
    cell.insertAdjacentElement("afterend", box);
    cell.setAttribute("aria-expanded", "true");
  }

  document.addEventListener("input", (event) => { if (event.target.dataset?.list && event.isTrusted) show(event.target); });
  document.addEventListener("focusin", (event) => { if (event.target.dataset?.list && !event.target.value) show(event.target); });
  document.addEventListener("focusout", (event) => { if (event.target === owner) close(); });
  document.addEventListener("keydown", (event) => {
    if (!box || event.target !== owner || Portal.composing(event)) return;
    const chosen = box.querySelector('[aria-selected="true"]');
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); event.stopImmediatePropagation(); mark(event.key === "ArrowDown" ? 1 : -1); }
    else if (event.key === "Enter" && chosen) { event.preventDefault(); event.stopImmediatePropagation(); choose(chosen); }
    else if (event.key === "Escape") { event.preventDefault(); event.stopImmediatePropagation(); close(); }
  }, true);
})();
