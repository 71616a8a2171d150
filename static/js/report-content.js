/* The text of a report: a figure goes in at the cursor, a sentence written for an old figure is found. Without it the
   same buttons send the form. */
"use strict";

document.addEventListener("click", (event) => {
  const field = document.getElementById("noi-dung-muc");
  if (!field || field.tagName !== "TEXTAREA") return;
  const insert = event.target.closest("[data-insert]");
  if (insert) {
    event.preventDefault();
    const mark = `{{fact:${insert.dataset.insert}}}`;
    const before = field.value.slice(0, field.selectionStart);
    const gap = before && !/\s$/.test(before) ? " " : "";
    field.setRangeText(`${gap}${mark}`, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
    return;
  }
  const find = event.target.closest("[data-find]");
  if (!find) return;
  event.preventDefault();
  event.stopPropagation();
  const at = field.value.indexOf(`{{fact:${find.dataset.find}}}`);
  const from = Math.max(0, at);
  const start = Math.max(field.value.lastIndexOf(". ", from) + 2, field.value.lastIndexOf("\n", from) + 1);
  const ends = ["\n", ". "].map((end) => field.value.indexOf(end, from + 1)).filter((end) => end >= 0);
  field.focus();
  if (at >= 0) field.setSelectionRange(Math.max(0, start), ends.length ? Math.min(...ends) + 1 : field.value.length);
  field.scrollIntoView({ block: "center" });
}, true);
