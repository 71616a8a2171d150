/* Fields: saving by themselves, the copy kept on this machine, grids, dates, the paper beside the form.
   The server's side of saving is written down in docs/pages.md. */
"use strict";

(() => {
  const DAY = 24 * 3600 * 1000;
  const WAITS = [2, 5, 10, 30, 60];
  const PREFIX = "cchc|";
  const MOST_PASTED = 1000000; // characters; a form of more than five megabytes is not taken anyway
  const waiting = new Map(); // field → timer
  const flying = new Map(); // address → promise of the request under way
  let failures = 0;
  let retryTimer = 0;
  let unsentCount = 0;
  const two = (n) => String(n).padStart(2, "0");
  const clock = (time) => `${time.getHours()}:${two(time.getMinutes())}`;
  const valueOf = (field) => (field.type === "checkbox" ? (field.checked ? field.value || "on" : "") : field.value);

  /* --- The copy on this machine (24 hours, never private data, wiped at sign-out and for another person) --- */
  const keepsHere = Boolean(Portal.user) && !("sharedMachine" in document.body.dataset);
  const keyOf = (field) => {
    if (!keepsHere || field.closest("[data-private]") || field.type === "password" || field.type === "file") return "";
    const form = field.closest("[data-keep-form]");
    const name = field.dataset.autosave ? `${field.dataset.autosave}|${field.name}` : field.dataset.keep || (form && field.name && field.type !== "hidden" ? `${form.dataset.keepForm}|${field.name}` : "");
    return name ? `${PREFIX}${Portal.user}|${name}` : "";
  };
  const store = (act) => { try { return act(window.localStorage); } catch { return null; } };
  const keep = (field) => { const key = keyOf(field); if (key) store((s) => s.setItem(key, JSON.stringify({ v: valueOf(field), t: Date.now() }))); };
  const forget = (field) => { const key = keyOf(field); if (key) store((s) => s.removeItem(key)); };
  Portal.wipe = () => store((s) => Object.keys(s).filter((key) => key.startsWith(PREFIX)).forEach((key) => s.removeItem(key)));
  if (Portal.user) {
    store((s) => Object.keys(s).filter((key) => key.startsWith(PREFIX)).forEach((key) => {
      let kept = null;
      try { kept = JSON.parse(s.getItem(key)); } catch { /* not ours any more */ }
      if (!key.startsWith(`${PREFIX}${Portal.user}|`) || !kept || Date.now() - kept.t > DAY) s.removeItem(key);
    }));
  }
  /* A form sent with success leaves no copy behind: its keys are dropped on the next page that shows no fault. */
  Portal.sending = (form) => {
    const keys = [...form.elements].map((field) => (field.name ? keyOf(field) : "")).filter(Boolean);
    try { sessionStorage.setItem("cchc-sent", JSON.stringify(keys)); } catch { /* no storage */ }
  };
  try {
    if (!document.querySelector("[data-focus-on-load],[data-nothing-done]")) JSON.parse(sessionStorage.getItem("cchc-sent") || "[]").forEach((key) => store((s) => s.removeItem(key)));
    sessionStorage.removeItem("cchc-sent");
  } catch { /* no storage */ }

  function offer(field) {
    const key = keyOf(field);
    const kept = key && JSON.parse(store((s) => s.getItem(key)) || "null");
    if (!kept || field.type === "checkbox") return;
    if (kept.v === field.value || field.readOnly || field.disabled) { forget(field); return; }
    const box = document.createElement("div");
    box.className = "kept";
    box.setAttribute("role", "note");
    box.append(`Có nội dung chưa gửi từ ${clock(new Date(kept.t))}.`);
    const button = (label, act) => {
      const one = document.createElement("button");
      one.type = "button"; one.textContent = label;
      one.addEventListener("click", () => { act(); box.remove(); field.focus(); });
      box.append(one);
    };
    button("Dùng lại", () => { field.value = kept.v; field.dispatchEvent(new Event("input", { bubbles: true })); });
    button("Bỏ", () => forget(field));
    field.insertAdjacentElement("afterend", box);
  }

  /* --- Saving by itself --- */
  function state(name, words, retry) {
    document.querySelectorAll(".save-state").forEach((place) => {
      if (place.dataset.state === name && name === "failed") return; // said once
      place.dataset.state = name;
      place.textContent = words;
      if (!retry) return;
      const button = document.createElement("button");
      button.type = "button"; button.textContent = "Thử ngay";
      button.addEventListener("click", () => Portal.flush());
      place.append(" ", button);
    });
  }

  function under(field, words, html) {
    field.parentElement.querySelector(`[data-note-of="${CSS.escape(field.name)}"]`)?.remove();
    if (!words) return;
    const note = document.createElement("div");
    note.className = field.classList.contains("cell") ? "cell-note cell-note-red" : "field-error";
    note.dataset.noteOf = field.name;
    note.id = `${field.id || field.name}-loi`;
    if (html) note.append(...new DOMParser().parseFromString(words, "text/html").body.childNodes);
    else note.textContent = words;
    field.insertAdjacentElement("afterend", note);
    field.setAttribute("aria-describedby", note.id);
  }

  const sameRow = (field) => document.querySelectorAll(`[data-autosave="${CSS.escape(field.dataset.autosave)}"]`);

  function save(field) {
    clearTimeout(waiting.get(field));
    waiting.delete(field);
    const address = field.dataset.autosave;
    const request = (flying.get(address) || Promise.resolve()).then(() => send(field, address));
    flying.set(address, request);
    return request.finally(() => { if (flying.get(address) === request) flying.delete(address); });
  }

  async function send(field, address) {
    const sent = valueOf(field);
    const body = new URLSearchParams({ field: field.name, [field.name]: sent, version: field.dataset.version || "" });
    state("saving", "Đang lưu…");
    let answer;
    try {
      answer = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": Portal.csrf(), "HX-Request": "true", "X-Autosave": "1" }, redirect: "manual" });
    } catch { return failed(field); }
    if (answer.status === 401 || answer.type === "opaqueredirect") { waiting.set(field, 0); state("failed", "Chưa lưu được."); Portal.sessionEnded(); return false; }
    if (answer.status >= 500 || answer.status === 429) return failed(field);
    const text = await answer.text();
    const version = answer.headers.get("X-Version");
    if (version) sameRow(field).forEach((one) => { one.dataset.version = version; if (one.name === "version") one.value = version; });
    failures = 0;
    if (!answer.ok) {
      field.setAttribute("aria-invalid", "true");
      if (answer.status === 409) field.dataset.conflict = "";
      under(field, text, true);
      state("failed", answer.status === 409 ? "Chưa ghi đè gì." : "Chưa lưu ô đang sai.");
      return false;
    }
    field.removeAttribute("aria-invalid");
    delete field.dataset.conflict;
    under(field, "");
    if (valueOf(field) === sent) forget(field);
    field.dataset.saved = sent;
    parts(text);
    if (!waiting.size) state("saved", `Đã lưu lúc ${clock(new Date())}`);
    if (unsentCount) { Portal.bar(""); Portal.say(`Đã có mạng. Đã gửi các thay đổi lúc ${clock(new Date())}.`, "ok"); unsentCount = 0; }
    document.dispatchEvent(new CustomEvent("portal:saved", { detail: field }));
    return true;
  }

  function failed(field) {
    waiting.set(field, 0);
    const seconds = WAITS[Math.min(failures, WAITS.length - 1)];
    failures += 1;
    unsentCount = waiting.size;
    state("failed", `Chưa lưu được, tự thử lại sau ${seconds} giây. Nội dung vẫn giữ trên máy này.`, true);
    if (failures >= 2) Portal.offline();
    clearTimeout(retryTimer);
    retryTimer = setTimeout(() => Portal.flush(), seconds * 1000);
    return false;
  }

  Portal.pending = () => waiting.size > 0 || flying.size > 0;
  Portal.flush = async () => {
    const open = [...waiting.keys()];
    if (!open.length && !flying.size) state("saved", `Đã lưu lúc ${clock(new Date())}`);
    const results = await Promise.all([...open.map(save), ...flying.values()]);
    return results.every(Boolean);
  };

  /* Out-of-band parts, and blocks of the paper. */
  function parts(html) {
    if (!html.trim()) { refreshPaper(); return; }
    const blocks = new DOMParser().parseFromString(html, "text/html").querySelectorAll("template[data-ref]");
    const paper = frame()?.contentDocument;
    blocks.forEach((block) => {
      const old = paper?.querySelector(`[data-ref="${CSS.escape(block.dataset.ref)}"]`);
      if (old) old.replaceWith(paper.importNode(block.content, true));
    });
    if (window.htmx) window.htmx.swap(document.getElementById("message"), html, { swapStyle: "none" });
    if (!blocks.length) refreshPaper();
  }

  document.addEventListener("input", (event) => {
    const field = event.target;
    grow(field);
    if (!keyOf(field) && !field.dataset.autosave) return;
    keep(field);
    if (!field.dataset.autosave) return;
    state("unsaved", "Chưa lưu");
    clearTimeout(waiting.get(field));
    waiting.set(field, setTimeout(() => save(field), field.tagName === "TEXTAREA" && field.value.length > 2000 ? 3000 : 800));
  });
  document.addEventListener("focusout", (event) => { if (waiting.get(event.target)) save(event.target); });
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (field.dataset.autosave && (field.tagName === "SELECT" || field.type === "checkbox" || field.type === "radio")) save(field);
  });
  window.addEventListener("beforeunload", () => { waiting.forEach((_, field) => keep(field)); });

  /* --- Text areas grow with their text where the browser does not do it itself --- */
  const growsItself = CSS.supports("field-sizing", "content");
  function grow(field) {
    if (growsItself || field.tagName !== "TEXTAREA") return;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + 2}px`;
  }

  /* --- Grids --- */
  const cellBelow = (cell, step) => {
    const column = cell.closest("td,th").cellIndex;
    let row = cell.closest("tr");
    do { row = step > 0 ? row.nextElementSibling : row.previousElementSibling; } while (row && !row.cells[column]?.querySelector(".cell"));
    return row && row.cells[column].querySelector(".cell");
  };
  document.addEventListener("focusin", (event) => {
    const field = event.target;
    if (field.matches(".cell")) { field.dataset.before = field.value; if (field.closest("[data-numeric]") && field.select) field.select(); }
    markPaper(field);
  });
  document.addEventListener("keydown", (event) => {
    const cell = event.target;
    if (Portal.composing(event) || !cell.matches?.(".cell")) return;
    const row = cell.closest("tr");
    const numeric = cell.closest("[data-numeric]");
    const to = (target) => { if (target) { event.preventDefault(); target.focus(); } };
    const press = (selector, scope = row) => { const button = scope?.querySelector(selector); if (button) { event.preventDefault(); button.click(); } };
    if (event.key === "Enter" && event.ctrlKey) return press("[data-add-row]", cell.closest("[data-grid], section, .card"));
    if (event.key === "Enter" && !event.shiftKey && !event.altKey && cell.tagName !== "SELECT") { event.preventDefault(); return cellBelow(cell, 1)?.focus(); }
    if (event.key === "Enter" && event.altKey) return press("a[data-detail]");
    if (event.altKey && event.key === "ArrowUp") return press('[data-move="up"]');
    if (event.altKey && event.key === "ArrowDown") return press('[data-move="down"]');
    if (numeric && event.key === "ArrowDown") return to(cellBelow(cell, 1));
    if (numeric && event.key === "ArrowUp") return to(cellBelow(cell, -1));
    if (event.ctrlKey && event.key === "d") {
      const above = cellBelow(cell, -1);
      if (above) { event.preventDefault(); cell.value = above.value; cell.dispatchEvent(new Event("input", { bubbles: true })); }
    }
    if (event.key === "Escape" && cell.dataset.before !== undefined && cell.value !== cell.dataset.before) {
      event.preventDefault();
      cell.value = cell.dataset.before;
      cell.dispatchEvent(new Event("input", { bubbles: true }));
    }
    return undefined;
  });
  document.addEventListener("keydown", (event) => {
    const paper = event.altKey && !event.ctrlKey && !event.shiftKey && event.code === "KeyP" && document.querySelector("a[data-paper]");
    if (!paper || Portal.composing(event)) return;
    event.preventDefault();
    paper.click();
  });
  document.addEventListener("paste", (event) => {
    const field = event.target;
    if (!field.matches?.("input,textarea") || !event.clipboardData) return;
    if (event.clipboardData.getData("text/plain").length > MOST_PASTED) {
      // A whole book in one field stops the browser before the server can refuse it.
      event.preventDefault();
      under(field, "Nội dung vừa dán quá lớn nên chưa dán. Bản gốc vẫn còn; chia nhỏ rồi dán lần lượt.");
      return;
    }
    const text = event.clipboardData.getData("text/plain").normalize("NFC").replace(/\u00a0/g, " ").replace(/\r\n?/g, "\n").replace(/\n+$/, "");
    const dialog = document.getElementById(field.closest("[data-paste-dialog]")?.dataset.pasteDialog || "");
    if (dialog && field.matches(".cell") && text.includes("\t")) {
      event.preventDefault();
      dialog.querySelector("textarea").value = text;
      dialog.showModal();
      return;
    }
    if (text === event.clipboardData.getData("text/plain") || field.type === "file") return;
    event.preventDefault();
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });

  /* --- Dates: 5/1, 05.01.26 and 05012026 become 05/01/2026 when the field is left --- */
  const WEEKDAYS = ["Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];
  document.addEventListener("focusout", (event) => {
    const field = event.target;
    if (!("date" in (field.dataset || {})) || !field.value.trim()) return;
    const found = /^(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{2}|\d{4}))?$/.exec(field.value.trim()) || /^(\d{2})(\d{2})(\d{4})$/.exec(field.value.trim());
    if (!found) return;
    const year = Number(found[3] || field.dataset.year || new Date().getFullYear());
    const date = new Date(year < 100 ? 2000 + year : year, found[2] - 1, found[1]);
    if (date.getMonth() !== found[2] - 1 || date.getDate() !== Number(found[1])) return;
    const words = `${two(date.getDate())}/${two(date.getMonth() + 1)}/${date.getFullYear()}`;
    if (field.value !== words) { field.value = words; field.dispatchEvent(new Event("input", { bubbles: true })); }
    let day = field.parentElement.querySelector(".weekday");
    if (!day) { day = document.createElement("span"); day.className = "hint weekday"; field.parentElement.append(day); }
    day.textContent = WEEKDAYS[date.getDay()];
  });

  /* --- The paper beside the form: a click goes to the field, the field marks its block, a selection becomes a remark --- */
  const frame = () => document.getElementById("paper-frame");
  let paperTimer = 0;
  function refreshPaper() {
    clearTimeout(paperTimer);
    paperTimer = setTimeout(() => frame()?.contentWindow?.location.reload(), 1500);
  }
  function markPaper(field) {
    const paper = frame()?.contentDocument;
    const ref = field.dataset?.refField;
    if (!paper || !ref) return;
    paper.querySelectorAll("[data-ref]").forEach((block) => { block.style.boxShadow = ""; });
    const block = paper.querySelector(`[data-ref="${CSS.escape(ref)}"]`);
    if (block) { block.style.boxShadow = "-8px 0 0 -5px #1a66d6"; block.scrollIntoView({ block: "nearest" }); }
  }
  /* The sheet fits its frame; beside a form never below 80 %, on a telephone as small as it must be. */
  function fitPaper() {
    const paper = frame()?.contentDocument?.documentElement;
    if (!paper) return;
    const phone = window.matchMedia("(max-width: 767.98px)").matches;
    paper.style.zoom = String(Math.min(1, Math.max(frame().clientWidth / 830, phone ? 0.3 : 0.8)));
  }
  window.addEventListener("resize", fitPaper);
  function watchPaper() {
    const paper = frame()?.contentDocument;
    fitPaper();
    if (!paper || paper.body?.dataset.watched) return;
    if (paper.body) paper.body.dataset.watched = "1";
    const remark = document.querySelector("form[data-remark-form]");
    paper.addEventListener("click", (event) => {
      const ref = event.target.closest?.("[data-ref]")?.dataset.ref;
      if (!ref || !paper.getSelection().isCollapsed) return;
      const field = document.querySelector(`[data-ref-field="${CSS.escape(ref)}"]`);
      const remarkHere = document.querySelector(`.thread[data-ref="${CSS.escape(ref)}"]`);
      if (field || remarkHere) Portal.focus(field || remarkHere);
      else if (frame().dataset.editUrl) window.location.assign(`${frame().dataset.editUrl}?cho=${encodeURIComponent(ref)}`);
    });
    if (!remark) return;
    paper.addEventListener("selectionchange", () => {
      const selection = paper.getSelection();
      const words = selection.toString().trim();
      const node = selection.anchorNode;
      const block = node && (node.closest ? node : node.parentElement)?.closest("[data-ref]");
      if (!words || !block) return;
      remark.elements.quote.value = words.slice(0, 500);
      remark.elements.ref.value = block.dataset.ref;
      remark.querySelector("[data-quote]").textContent = `“${words.slice(0, 140)}${words.length > 140 ? "…" : ""}”`;
    });
    paper.addEventListener("keydown", (event) => { if (event.key === "c" && !event.ctrlKey) { event.preventDefault(); remark.querySelector("textarea").focus(); } });
  }
  document.addEventListener("load", (event) => { if (event.target.id === "paper-frame") watchPaper(); }, true);
  if (frame()?.contentDocument?.readyState === "complete") watchPaper();

  const prepare = (root) => root.querySelectorAll("input,textarea,select").forEach((field) => { offer(field); grow(field); });
  prepare(document);
  document.addEventListener("portal:fields", (event) => prepare(event.detail));
  document.addEventListener("htmx:afterSettle", (event) => prepare(event.detail.elt));
})();
