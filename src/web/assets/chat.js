// The chat page: shows what the server tells, sends what the customer does. Every word comes from
// the page's data-* attributes or the server; text is only ever put in as text.
"use strict";

(() => {
  const page = document.querySelector("[data-chat]");
  const words = page.dataset;
  const log = document.getElementById("log");
  const box = document.getElementById("text");
  const form = document.getElementById("composer");
  const notice = document.getElementById("notice");
  const dots = document.getElementById("dots");
  const empty = document.getElementById("empty");
  const base = words.base;

  let seen = 0; // the highest seq shown
  let options = []; // the buttons of the newest message
  let source = null; // the open event stream
  let delay = 1000; // before the stream is opened again
  let day = ""; // the day of the newest message
  const outbox = []; // accepted by nobody yet, oldest first
  const mine = new Map(); // our messages by their ref
  let sending = false;
  let following = true; // what is new comes into view, unless the person scrolled away
  let placed = 0; // where we scrolled to ourselves
  let dotsTimer = 0;

  // ---- building ----

  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  const atEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 120;

  const place = (top) => {
    log.scrollTop = top;
    placed = log.scrollTop;
    following = true;
  };

  const toEnd = () => place(log.scrollHeight);

  const insert = (element) => {
    empty.hidden = true;
    log.insertBefore(element, dots);
    if (following) toEnd();
    return element;
  };

  const speaker = (from) => ({ bot: words.bot, customer: words.you, agent: words.agent })[from] || "";

  const bubble = (message) => {
    const article = make("article", `bubble ${message.from}`);
    article.appendChild(make("p", message.from === "agent" ? "name" : "name hidden", speaker(message.from)));
    // A sum is never parted from its sign at the end of a line.
    const text = message.text.replaceAll("R$ ", "R$\u00a0");
    const parts = text.split(/\n{2,}/).filter((part) => part.trim() !== "");
    const hasFooter = message.from === "bot" && (parts.at(-1) || "").includes(words.footerMark);
    const footer = hasFooter ? parts.pop() : "";
    for (const part of parts) {
      article.appendChild(make("p", part.length > 1500 ? "said clipped" : "said", part));
    }
    for (const attachment of message.attachments || []) article.appendChild(card(attachment));
    if (footer) article.appendChild(make("p", "said small", footer));
    article.appendChild(make("time", "", message.time));
    return article;
  };

  const card = (attachment) => {
    if (attachment.kind === "pix") return payable(attachment, attachment.code, words.pixTitle, words.pixHelp, words.pixCopy, words.pixCode);
    if (attachment.kind === "boleto") return payable(attachment, attachment.line, words.boletoTitle, words.boletoHelp, words.boletoCopy, words.boletoCode);
    return make("p", "said media", `📎 ${attachment.label || attachment.kind}`);
  };

  const payable = (attachment, code, title, help, action, label) => {
    const section = make("section", "card");
    section.setAttribute("aria-label", title);
    section.appendChild(make("h2", "", title));
    section.appendChild(make("p", "", help));
    if (attachment.qr) {
      const picture = make("img");
      picture.alt = words.qrAlt;
      picture.width = 208;
      picture.height = 208;
      picture.src = attachment.qr;
      section.appendChild(picture);
    }
    const field = make("textarea");
    field.readOnly = true;
    field.rows = Math.min(Math.ceil(code.length / 26), 4);
    field.value = code;
    field.setAttribute("aria-label", label);
    field.spellcheck = false;
    section.appendChild(field);
    const button = make("button", "copy", action);
    button.type = "button";
    const done = make("p", "done");
    done.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      done.textContent = (await copy(code, field)) ? words.copied : words.copyByHand;
    });
    section.appendChild(button);
    section.appendChild(done);
    return section;
  };

  const copy = async (text, field) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      field.focus();
      field.select();
      try { return document.execCommand("copy"); } catch { return false; }
    }
  };

  // ---- showing ----

  const dropOptions = () => {
    for (const list of log.querySelectorAll(".options")) list.remove();
    options = [];
  };

  const showOptions = (message) => {
    dropOptions();
    if (!message.options || message.options.length === 0) return;
    const list = make("ul", "options");
    list.setAttribute("aria-label", words.options);
    message.options.forEach((option, index) => {
      const item = make("li");
      const button = make("button");
      button.type = "button";
      const key = make("kbd", "", String(index + 1));
      key.setAttribute("aria-hidden", "true");
      button.appendChild(key);
      button.appendChild(make("span", "", option.label));
      button.addEventListener("click", () => choose(option));
      item.appendChild(button);
      list.appendChild(item);
      options.push(option);
    });
    insert(list);
  };

  const choose = (option) => {
    send({ choose: option.id }, option.label);
    box.focus();
  };

  const typing = (on) => {
    clearTimeout(dotsTimer);
    dots.hidden = !on;
    if (on) dotsTimer = setTimeout(() => typing(false), 15000);
    if (on && following) toEnd();
  };

  const showDay = (message) => {
    if (!message.day || message.day === day) return;
    day = message.day;
    insert(make("p", "day", message.day));
  };

  const receive = (message) => {
    if (message.seq <= seen) return;
    seen = message.seq;
    const own = message.ref && mine.get(message.ref);
    if (own) {
      const shown = bubble(message);
      own.replaceWith(shown);
      mine.delete(message.ref);
      return;
    }
    if (message.from === "customer") dropOptions();
    showDay(message);
    const follow = following;
    const shown = insert(bubble(message));
    if (message.from === "customer") return;
    typing(outbox.length > 0);
    showOptions(message);
    if (follow) toStart(shown);
  };

  // The end, but never beyond the beginning of what was just said.
  const toStart = (shown) => {
    const start = shown.offsetTop - log.offsetTop - 8;
    place(Math.min(start, log.scrollHeight - log.clientHeight));
  };

  const say = (text) => {
    notice.textContent = text;
    notice.hidden = text === "";
  };

  // ---- sending ----

  const ref = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(12));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  const send = (what, shown) => {
    const entry = { id: ref(), ...what };
    const pending = bubble({ from: "customer", text: shown, time: words.sending });
    dropOptions();
    mine.set(entry.id, insert(pending));
    toEnd();
    outbox.push(entry);
    flush();
  };

  const flush = async () => {
    if (sending) return;
    sending = true;
    let wait = 500;
    while (outbox.length > 0) {
      const entry = outbox[0];
      typing(true);
      const outcome = await post(`${base}/messages`, entry);
      if (outcome.again) {
        say(words.offline);
        await new Promise((resolve) => { setTimeout(resolve, wait); });
        wait = Math.min(wait * 2, 8000);
        continue;
      }
      outbox.shift();
      wait = 500;
      if (outcome.notice) insert(make("p", "note", outcome.notice));
      if (outcome.refused) refuse(entry, outcome.refused);
      else say("");
    }
    sending = false;
  };

  const refuse = (entry, why) => {
    typing(false);
    const shown = mine.get(entry.id);
    if (shown) shown.classList.add("failed");
    insert(make("p", "note", why));
  };

  const post = async (address, body) => {
    try {
      const answer = await fetch(address, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      const told = await answer.json().catch(() => ({}));
      if (answer.ok) return { notice: told.notice };
      if (answer.status >= 500 || answer.status === 429) return { again: true };
      return { refused: told.error || words.refused };
    } catch {
      return { again: true };
    }
  };

  const sane = (text) => (text.toWellFormed ? text.toWellFormed() : text).replaceAll("\0", "");

  const submit = () => {
    const text = sane(box.value);
    if (text.trim() === "") return;
    box.value = "";
    grow();
    send({ text }, text);
  };

  const grow = () => {
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight + 2, 128)}px`;
  };

  // ---- listening ----

  const connect = () => {
    source = new EventSource(`${base}/events?after=${seen}`);
    source.addEventListener("open", () => {
      delay = 1000;
      if (outbox.length === 0) say("");
    });
    source.addEventListener("message", (event) => receive(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      say(words.offline);
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(connect, delay);
      delay = Math.min(delay * 2, 15000);
    });
  };

  log.addEventListener("scroll", () => {
    if (Math.abs(log.scrollTop - placed) > 2) following = atEnd();
  });
  window.addEventListener("resize", () => { if (following) toEnd(); });

  form.addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  box.addEventListener("input", grow);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });

  // A digit outside of any field chooses; inside the field it is typed, and Enter sends it.
  document.addEventListener("keydown", (event) => {
    const field = event.target instanceof HTMLTextAreaElement;
    if (event.defaultPrevented || field || event.ctrlKey || event.metaKey) return;
    const option = /^[1-9]$/.test(event.key) ? options[Number(event.key) - 1] : undefined;
    if (!option || box.value !== "") return;
    event.preventDefault();
    choose(option);
  });

  document.getElementById("attach").addEventListener("click", () => {
    send({ media: "image" }, `📎 ${words.image}`);
    box.focus();
  });

  const menu = document.getElementById("menu");
  for (const button of document.querySelectorAll("[data-demo]")) {
    button.addEventListener("click", async () => {
      menu.open = false;
      const outcome = await post(`${base}/demo`, { do: button.dataset.demo });
      if (outcome.notice || outcome.refused) insert(make("p", "note", outcome.notice || outcome.refused));
      else if (outcome.again) say(words.offline);
      box.focus();
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu && menu.open) { menu.open = false; menu.querySelector("summary").focus(); }
  });
  document.addEventListener("click", (event) => {
    if (menu && menu.open && !menu.contains(event.target)) menu.open = false;
  });

  connect();
  box.focus({ preventScroll: true });
})();
