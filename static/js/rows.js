/* The menu of a row: Tách begins at the cursor of the row's words. An addition: without it the whole words are shown. */
"use strict";

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-split]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (Portal.pending?.()) {
    // What is being typed is stored first, for the page shows what is stored.
    event.preventDefault();
    event.stopPropagation();
    Portal.flush().then((saved) => { if (saved) link.click(); });
    return;
  }
  const cell = document.querySelector(`textarea[data-ref-field="${CSS.escape(link.dataset.split)}"]`);
  const address = new URL(link.href);
  address.searchParams.delete("cho");
  if (cell && cell.selectionStart > 0 && cell.selectionStart < cell.value.length) address.searchParams.set("cho", cell.selectionStart);
  link.href = address.href;
}, true);
