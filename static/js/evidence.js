/* Big files go piece by piece: a break of the line costs one piece, and the same file goes on where it stood.
   Without this script, or where the browser cannot reckon a hash, the plain form sends the file at once. */
"use strict";

(() => {
  const PIECE = 1024 * 1024;
  const WAITS = [2, 5, 10, 30, 60];
  const megabytes = (bytes) => (bytes / PIECE).toFixed(bytes % PIECE ? 1 : 0).replace(".", ",");

  const hashOf = async (file) => {
    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  /* Wait, or until the network is back. */
  const pause = (seconds) => new Promise((done) => {
    const timer = setTimeout(done, seconds * 1000);
    window.addEventListener("online", () => { clearTimeout(timer); done(); }, { once: true });
  });

  class Sending {
    constructor(form, file) {
      this.form = form;
      this.file = file;
      this.url = form.dataset.pieces;
      this.button = form.querySelector("button");
      this.state = form.querySelector("[data-state]");
      this.bar = form.querySelector("progress");
    }

    say(text, failed = false) {
      this.state.textContent = text;
      this.state.classList.toggle("ink-red", failed);
    }

    show(received) {
      this.received = received;
      this.bar.hidden = false;
      this.bar.max = this.file.size;
      this.bar.value = received;
    }

    busy(on) {
      this.button.disabled = on;
      this.form.toggleAttribute("aria-busy", on);
    }

    /* One request; null where the line broke or the server stumbled and it is worth trying again. */
    async ask(options) {
      const query = new URLSearchParams({ sha256: this.hash, size: this.file.size });
      let answer;
      try {
        answer = await fetch(options ? this.url : `${this.url}?${query}`, { headers: { Accept: "application/json", "X-CSRFToken": Portal.csrf() }, ...options });
      } catch {
        return null;
      }
      if (answer.redirected || answer.status === 401) { Portal.sessionEnded(); throw new Error("Phiên làm việc đã hết. Đăng nhập lại rồi gửi tiếp."); }
      if (answer.status >= 500 || answer.status === 429) return null;
      let said = {};
      try { said = await answer.json(); } catch { /* a page of the frame, told below */ }
      if (!answer.ok && said.received === undefined) throw new Error(said.error || "Chưa gửi được tệp. Tải lại trang rồi gửi lại.");
      return said;
    }

    piece() {
      const body = new FormData();
      body.append("sha256", this.hash);
      body.append("size", this.file.size);
      body.append("name", this.file.name);
      body.append("offset", this.received);
      body.append("piece", this.file.slice(this.received, this.received + PIECE), "piece");
      return this.ask({ method: "POST", body });
    }

    async run() {
      this.busy(true);
      this.say("Đang chuẩn bị tệp…");
      try {
        this.hash = await hashOf(this.file);
        await this.send();
      } catch (fault) {
        this.say(fault.message, true);
        this.busy(false);
      }
    }

    async send() {
      let failures = 0;
      let started = false;
      for (;;) {
        const said = await (started ? this.piece() : this.ask());
        if (said === null) {
          const seconds = WAITS[Math.min(failures, WAITS.length - 1)];
          failures += 1;
          this.say(`Đường truyền gián đoạn. Đã tải được ${megabytes(this.received || 0)}/${megabytes(this.file.size)} MB, sẽ tự tải tiếp khi có mạng.`);
          await pause(seconds);
          continue;
        }
        failures = 0;
        started = true;
        this.show(said.received);
        this.say(`Đã tải được ${megabytes(said.received)}/${megabytes(this.file.size)} MB`);
        if (said.url) { window.location.assign(said.url); window.location.reload(); return; }
      }
    }
  }

  document.querySelectorAll("form[data-pieces]").forEach((form) => {
    form.addEventListener("submit", (event) => {
      const file = form.querySelector("input[type=file]").files[0];
      if (!file || file.size <= PIECE || !window.crypto?.subtle) return;
      // The frame's own rule of one submit per press does not count here: the form itself is not sent.
      event.preventDefault();
      event.stopPropagation();
      new Sending(form, file).run();
    });
  });
})();
