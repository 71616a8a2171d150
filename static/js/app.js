/* The frame of every page: CSRF for htmx, menus, sheets, keys, one submit per press, network and session.
   Everything here is an addition; without it pages read, save and submit. */
"use strict";

const Portal = {
  user: document.body.dataset.user,
  composing: (event) => event.isComposing || event.keyCode === 229,
  /* A box that is ticked and a button take no letters. */
  typing: (element) => element.closest("input:not([type=checkbox],[type=radio],[type=submit],[type=button]),textarea,select,[contenteditable]"),
  csrf: () => document.querySelector('meta[name="csrf-token"]').content,
  say(text, kind = "error") {
    const region = document.getElementById("message");
    const box = document.createElement("div");
    box.className = `message message-${kind}`;
    box.textContent = text;
    region.replaceChildren(box);
    region.focus();
  },
  /* Said aloud and shown beside, where the focus stays. */
  tell(text) {
    const region = document.querySelector("[data-told]");
    if (region) region.textContent = text;
  },
  focus(element) {
    if (!element) return;
    element.scrollIntoView({ block: "center" });
    const inside = "input:not([type=hidden]),textarea,select,button,a,[tabindex]";
    (element.matches(inside) ? element : element.querySelector(inside) || element).focus({ preventScroll: true });
  },
  bar(text, label, act) {
    const bar = document.getElementById("offline-bar");
    bar.replaceChildren(text || "");
    bar.hidden = !text;
    if (!label) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "bar-link";
    button.textContent = label;
    button.addEventListener("click", act);
    bar.append(" ", button);
  },
  offline: () => Portal.bar("Mất kết nối. Vẫn gõ tiếp được; nội dung giữ trên máy này và tự gửi khi có mạng. Chưa trình, duyệt được lúc này."),
  sessionEnded: () => openDialog(document.getElementById("het-phien")),
};
window.Portal = Portal;

/* Sheets: data-dialog opens one of this page, data-sheet fetches the linked page and shows its middle. */
function openDialog(dialog) {
  if (!dialog || dialog.open) return;
  dialog.showModal();
  const first = dialog.querySelector("[autofocus], h2[tabindex]");
  if (first) first.focus();
}

async function openSheet(link) {
  const sheet = document.getElementById("sheet");
  try {
    const answer = await fetch(link.href, { headers: { "X-Sheet": "1" }, redirect: "manual" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const body = page.querySelector("[data-sheet-body]");
    if (!answer.ok || !body) throw new Error("no sheet");
    sheet.replaceChildren(document.importNode(body, true));
    const title = sheet.querySelector("h1, h2");
    if (title) { title.tabIndex = -1; title.id = "sheet-title"; sheet.setAttribute("aria-labelledby", "sheet-title"); }
    sheet.querySelectorAll("form").forEach((form) => { if (!form.getAttribute("action")) form.action = link.href; });
    if (window.htmx) window.htmx.process(sheet);
    document.dispatchEvent(new CustomEvent("portal:fields", { detail: sheet }));
    openDialog(sheet);
    if (title) title.focus();
  } catch {
    window.location.assign(link.href);
  }
}

document.addEventListener("click", (event) => {
  const at = (selector) => event.target.closest(selector);
  document.querySelectorAll("details[data-menu][open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  const opener = at("[data-dialog]");
  if (opener) { event.preventDefault(); openDialog(document.getElementById(opener.dataset.dialog)); return; }
  const closer = at("dialog [data-close]");
  if (closer) { event.preventDefault(); closer.closest("dialog").close(); return; }
  if (at("[data-print]")) { window.print(); return; }
  const refused = at("[data-refused]");
  if (refused) { event.preventDefault(); refused.parentElement.querySelector(".refusal")?.focus(); return; }
  const phrase = at("[data-phrase]");
  if (phrase) { addPhrase(phrase); return; }
  const reveal = at("[data-reveal]");
  if (reveal) {
    const secret = document.getElementById(reveal.dataset.reveal);
    const hidden = secret.type === "password";
    secret.type = hidden ? "text" : "password";
    reveal.textContent = hidden ? "Ẩn" : "Hiện";
    return;
  }
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const link = at("a[data-sheet]");
  if (link) { event.preventDefault(); openSheet(link); return; }
  const anchor = at('a[href*="#"]');
  if (anchor && anchor.hash.length > 1 && anchor.pathname === location.pathname && anchor.search === location.search) {
    const target = document.getElementById(decodeURIComponent(anchor.hash.slice(1)));
    if (target) { event.preventDefault(); history.replaceState(null, "", anchor.hash); Portal.focus(target); }
  }
});

/* Quick phrases of the return sheet: pressing adds the phrase to the reason, once. */
function addPhrase(button) {
  const field = document.getElementById(button.dataset.for);
  const words = button.dataset.phrase;
  button.setAttribute("aria-pressed", "true");
  if (!field.value.includes(words)) {
    field.value = field.value.trim() ? `${field.value.trim()}\n${words}` : words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  field.focus();
}

/* One submit per press; pending saves go first. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "dialog" || form.matches("[hx-post],[hx-get],[hx-put],[hx-delete]")) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  const act = form.method === "post";
  if (form.hasAttribute("data-sign-out")) Portal.wipe?.();
  if (act && !navigator.onLine) { event.preventDefault(); Portal.offline(); return; }
  if (act && Portal.pending?.()) {
    event.preventDefault();
    const submitter = event.submitter;
    Portal.flush().then((saved) => { if (saved) form.requestSubmit(submitter); });
    return;
  }
  if (!act || form.hasAttribute("data-download")) return;
  form.dataset.sent = "1";
  Portal.sending?.(form);
  const button = event.submitter;
  setTimeout(() => {
    if (!button) return;
    button.style.minWidth = `${button.offsetWidth}px`;
    button.dataset.label = button.innerHTML;
    button.textContent = "Đang gửi…";
    button.disabled = true;
  });
});
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  document.querySelectorAll("button[data-label]").forEach((button) => { button.innerHTML = button.dataset.label; button.disabled = false; });
});

/* Keys. Single letters act only outside fields. */
let lastKey = "";
document.addEventListener("keydown", (event) => {
  if (Portal.composing(event)) return;
  const typing = Portal.typing(event.target);
  const go = (element) => {
    if (!element) return;
    event.preventDefault();
    if (element.matches("textarea")) element.focus(); else element.click();
  };
  if (event.key === "Escape") {
    document.querySelectorAll("details[data-menu][open]").forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
  }
  if ((event.ctrlKey || event.metaKey) && event.key === "s" && Portal.flush) { event.preventDefault(); Portal.flush(); return; }
  if (event.ctrlKey && event.key === "Enter" && event.target.matches("textarea:not(.cell)") && event.target.form) { event.preventDefault(); event.target.form.requestSubmit(); return; }
  if (event.altKey && event.shiftKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    const entries = [...document.querySelectorAll(".outline a")];
    const here = entries.findIndex((entry) => entry.hasAttribute("aria-current"));
    if (here >= 0) go(entries[here + (event.key === "ArrowDown" ? 1 : -1)]);
    return;
  }
  if (typing || event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open]")) return;
  if (event.key === "?") { event.preventDefault(); openDialog(document.getElementById("phim-tat")); return; }
  if (lastKey === "g" && event.key === "v") { lastKey = ""; window.location.assign("/"); return; }
  lastKey = event.key;
  const named = [...document.querySelectorAll("[data-key]")].find((element) => element.dataset.key === event.key);
  if (named) { go(named); return; }
  if (event.key === "n") go(document.querySelector('.breadcrumb-list a[rel="next"]'));
  if (event.key === "p") go(document.querySelector('.breadcrumb-list a[rel="prev"]'));
});

/* htmx: token, faults, and the element in use is never swapped away. */
document.addEventListener("htmx:configRequest", (event) => { event.detail.headers["X-CSRFToken"] = Portal.csrf(); });
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  if (event.detail.target.contains(document.activeElement)) event.detail.shouldSwap = false;
});
document.addEventListener("htmx:sendError", () => Portal.offline());
document.addEventListener("htmx:responseError", (event) => {
  const { status, getResponseHeader } = event.detail.xhr;
  if (status === 401) return Portal.sessionEnded();
  if (status === 429) return Portal.say("Thao tác quá nhanh. Đợi 30 giây rồi thử lại.", "warn");
  if (status < 500) return undefined;
  const code = getResponseHeader.call(event.detail.xhr, "X-Error-Code");
  return Portal.say(`Máy chủ gặp lỗi, việc vừa làm chưa được ghi nhận. Nội dung vẫn giữ ở đây.${code ? ` Gọi hỗ trợ và đọc mã ${code}.` : ""}`);
});
const slow = new WeakMap();
document.addEventListener("htmx:beforeRequest", (event) => {
  slow.set(event.detail.xhr, setTimeout(() => Portal.bar("Máy chủ trả lời chậm hơn thường lệ. Có thể chờ hoặc làm việc khác; nội dung đang gõ vẫn giữ."), 8000));
});
document.addEventListener("htmx:afterRequest", (event) => { clearTimeout(slow.get(event.detail.xhr)); if (event.detail.successful) Portal.bar(""); });

/* Network and session. */
window.addEventListener("offline", Portal.offline);
window.addEventListener("online", () => { Portal.bar(""); Portal.flush?.(); });
if (Portal.user) {
  let touched = Date.now();
  document.addEventListener("htmx:afterRequest", () => { touched = Date.now(); });
  document.addEventListener("portal:saved", () => { touched = Date.now(); });
  setInterval(() => {
    const idle = (Date.now() - touched) / 60000;
    if (idle >= 25 && idle < 30) {
      Portal.bar("Còn 5 phút là hết phiên.", "Làm tiếp", async () => {
        await fetch(location.href, { method: "HEAD" });
        touched = Date.now();
        Portal.bar("");
      });
    }
  }, 30000);
}
document.getElementById("het-phien")?.addEventListener("close", async () => {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  if (page.body.dataset.user !== Portal.user) return;
  document.querySelector('meta[name="csrf-token"]').content = page.querySelector('meta[name="csrf-token"]').content;
  document.querySelectorAll('input[name="csrfmiddlewaretoken"]').forEach((input) => { input.value = Portal.csrf(); });
  Portal.flush?.();
});

/* Where the focus is on arrival: the faults, else the receipt, else the place the address names. */
const faults = document.querySelector("[data-focus-on-load]");
const receipt = document.getElementById("message");
if (faults) { if (!document.title.startsWith("Lỗi: ")) document.title = `Lỗi: ${document.title}`; faults.focus(); }
else if (receipt && receipt.childElementCount) receipt.focus();
else if (location.hash.length > 1) Portal.focus(document.getElementById(decodeURIComponent(location.hash.slice(1))));

/* Filters are folded on a phone and open on a desk. */
document.querySelectorAll(".filter-fold").forEach((fold) => { fold.open = !window.matchMedia("(max-width: 767.98px)").matches; });

/* Tables with check boxes: the head box takes the page, the bar counts. */
document.addEventListener("change", (event) => {
  const box = event.target;
  if (box.matches("select[data-submit],input[data-submit]")) { box.form.requestSubmit(); return; }
  if (box.type !== "checkbox") return;
  const table = box.closest("table");
  if (!table) return;
  if (box.hasAttribute("data-check-all")) table.querySelectorAll("tbody [data-check]").forEach((one) => { one.checked = box.checked; });
  countChosen();
});
function countChosen() {
  const boxes = [...document.querySelectorAll("table tbody [data-check]")];
  if (!boxes.length) return;
  const chosen = boxes.filter((one) => one.checked).length;
  document.querySelectorAll("[data-bulk-count]").forEach((place) => { place.textContent = String(chosen); });
  document.querySelectorAll(".bulk-bar").forEach((bar) => { bar.hidden = !chosen; });
}
/* The browser may bring ticks back with the page. */
window.addEventListener("pageshow", countChosen);

/* On a phone the row of tabs is wider than the page: the open one is brought into sight. */
document.querySelectorAll(".tabs").forEach((tabs) => {
  const hidden = (tabs.querySelector("[aria-current]")?.getBoundingClientRect().right || 0) - tabs.getBoundingClientRect().right;
  if (hidden > 0) tabs.scrollLeft = hidden + 16;
});

/* The browser's own bubble at an empty field speaks the language of the browser; this portal speaks Vietnamese. */
const EMPTY = { file: "Chọn một tệp.", checkbox: "Đánh dấu ô này để tiếp tục.", radio: "Chọn một mục.", "select-one": "Chọn một mục." };
document.addEventListener("invalid", (event) => {
  const field = event.target;
  if (field.validity.valueMissing) field.setCustomValidity(EMPTY[field.type] || "Chỗ này chưa ghi gì.");
}, true);
/* Asked anew before every press: a script may have filled the field meanwhile. */
["input", "keydown", "click"].forEach((kind) => document.addEventListener(kind, (event) => {
  const form = event.target.closest?.("button,input,select,textarea")?.form;
  for (const field of form?.elements || []) field.setCustomValidity?.("");
}, true));
