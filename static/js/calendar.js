/* The calendar beside a date field: Monday first, days off named, the whole of it by keyboard. */
"use strict";

(() => {
  const NAMES = ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"];
  const SHORT = ["T2", "T3", "T4", "T5", "T6", "T7", "CN"];
  const two = (n) => String(n).padStart(2, "0");
  const words = (day) => `${two(day.getDate())}/${two(day.getMonth() + 1)}/${day.getFullYear()}`;
  const read = (text) => {
    const found = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim());
    return found ? new Date(found[3], found[2] - 1, found[1]) : new Date();
  };
  const moved = (day, days, months = 0) => new Date(day.getFullYear(), day.getMonth() + months, day.getDate() + days);
  const weekday = (day) => (day.getDay() + 6) % 7;
  let field = null;
  let focused = new Date();

  const dialog = document.createElement("dialog");
  dialog.className = "sheet day-picker";
  dialog.setAttribute("aria-label", "Chọn ngày");
  document.body.append(dialog);

  const make = (tag, text, attributes = {}) => {
    const element = document.createElement(tag);
    element.textContent = text;
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    return element;
  };

  function draw() {
    const head = make("div", "", { class: "day-picker-head" });
    const step = (label, sign, months) => {
      const button = make("button", sign, { type: "button", class: "btn btn-quiet", "aria-label": label });
      button.addEventListener("click", () => { focused = moved(focused, 0, months); draw(); dialog.querySelector(`[aria-label="${label}"]`).focus(); });
      return button;
    };
    head.append(step("Tháng trước", "‹", -1), make("h2", `Tháng ${focused.getMonth() + 1} năm ${focused.getFullYear()}`, { "aria-live": "polite" }), step("Tháng sau", "›", 1));
    const table = make("table", "");
    const row = make("tr", "");
    NAMES.forEach((name, index) => { const cell = make("th", "", { scope: "col" }); cell.append(make("abbr", SHORT[index], { title: name })); row.append(cell); });
    table.append(row);
    const first = new Date(focused.getFullYear(), focused.getMonth(), 1);
    let day = moved(first, -weekday(first));
    for (let week = 0; week < 6; week += 1) {
      const line = make("tr", "");
      for (let index = 0; index < 7; index += 1) {
        const off = index > 4 ? ", ngày nghỉ cuối tuần" : "";
        const here = day.getTime() === new Date(focused.getFullYear(), focused.getMonth(), focused.getDate()).getTime();
        const button = make("button", String(day.getDate()), { type: "button", "data-day": words(day), tabindex: here ? "0" : "-1", "aria-label": `${NAMES[index]}, ${words(day)}${off}` });
        if (day.getMonth() !== focused.getMonth()) button.className = "outside";
        if (off) button.classList.add("off");
        if (words(day) === field.value) button.setAttribute("aria-current", "date");
        const cell = make("td", "");
        cell.append(button);
        line.append(cell);
        day = moved(day, 1);
      }
      table.append(line);
    }
    dialog.replaceChildren(head, table);
  }

  dialog.addEventListener("click", (event) => {
    const chosen = event.target.dataset.day;
    if (!chosen) { if (event.target === dialog) dialog.close(); return; }
    dialog.close();
    field.value = chosen;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.focus();
  });
  const STEPS = { ArrowLeft: [-1], ArrowRight: [1], ArrowUp: [-7], ArrowDown: [7], PageUp: [0, -1], PageDown: [0, 1] };
  dialog.addEventListener("keydown", (event) => {
    if (!event.target.dataset.day) return;
    const start = weekday(focused);
    const step = event.key === "Home" ? [-start] : event.key === "End" ? [6 - start] : STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    focused = moved(focused, ...step);
    draw();
    dialog.querySelector('[tabindex="0"]').focus();
  });

  const equip = (root) => root.querySelectorAll("input[data-date]:not([data-has-calendar])").forEach((input) => {
    input.dataset.hasCalendar = "";
    if (input.disabled || input.readOnly) return;
    const name = input.labels && input.labels.length ? input.labels[0].firstChild.textContent.trim() : "Ngày";
    const button = make("button", "", { type: "button", class: "calendar-button", "aria-label": `Chọn ngày: ${name}` });
    button.append(document.getElementById("calendar-icon").content.cloneNode(true));
    button.addEventListener("click", () => { field = input; focused = read(input.value); draw(); dialog.showModal(); dialog.querySelector('[tabindex="0"]').focus(); });
    input.insertAdjacentElement("afterend", button);
  });
  equip(document);
  document.addEventListener("portal:fields", (event) => equip(event.detail));
  document.addEventListener("htmx:afterSettle", (event) => equip(event.detail.elt));
})();
