// The editor of files and texts: asks what is wrong a moment after the last letter, marks lines, and
// lists it. Every word comes from the server; nothing is put into the page but plain text.
"use strict";

(() => {
  for (const chip of document.querySelectorAll("[data-insert]")) {
    chip.addEventListener("click", () => {
      const area = document.getElementById(chip.dataset.into || "texto");
      area.setRangeText(chip.dataset.insert, area.selectionStart, area.selectionEnd, "end");
      area.dispatchEvent(new Event("input", { bubbles: true }));
      area.focus();
    });
  }

  const form = document.querySelector("form.editor[data-check]");
  if (!form) return;
  const area = form.querySelector("textarea");
  const gutter = form.querySelector(".gutter");
  const told = document.getElementById("conferido");
  const found = document.getElementById("achados");
  const words = form.dataset;
  let lines = 0, marks = [], asked = null, timer = 0, saved = area.value;

  const make = (name, text, className) => {
    const it = document.createElement(name);
    if (text) it.textContent = text;
    if (className) it.className = className;
    return it;
  };

  /* ---- line numbers, with what is found on them ---- */

  const number = () => {
    if (!gutter) return;
    const count = area.value.split("\n").length;
    if (count !== lines) {
      lines = count;
      gutter.replaceChildren(...Array.from({ length: count }, (_, n) => make("span", String(n + 1))));
    }
    const worst = new Map();
    for (const mark of marks) {
      if (mark.line && worst.get(mark.line) !== "problem") worst.set(mark.line, mark.severity);
    }
    for (let n = 0; n < lines; n += 1) {
      const wanted = worst.get(n + 1) || "";
      if (gutter.children[n].className !== wanted) gutter.children[n].className = wanted;
    }
    gutter.scrollTop = area.scrollTop;
  };

  const goTo = (from, to) => {
    area.focus();
    area.setSelectionRange(from, to);
    const line = area.value.slice(0, from).split("\n").length;
    const height = parseFloat(getComputedStyle(area).lineHeight) || 20;
    area.scrollTop = Math.max(0, (line - 6) * height);
  };

  const place = (line) => {
    const rows = area.value.split("\n");
    const from = rows.slice(0, line - 1).reduce((sum, row) => sum + row.length + 1, 0);
    goTo(from, from + (rows[line - 1] || "").length);
  };

  /* ---- what is wrong ---- */

  const item = (mark) => {
    const grave = mark.severity === "problem";
    const it = make("li", "", grave ? "grave" : "mild");
    const head = make("p");
    head.append(make("span", grave ? words.problem : words.warning, `tag ${grave ? "bad" : "warn"}`), " ");
    if (mark.file) head.append(mark.file);
    else if (mark.line) {
      const link = make("button", `${words.at} ${mark.line}`, "quiet");
      link.type = "button";
      link.addEventListener("click", () => (mark.to > mark.from ? goTo(mark.from, mark.to) : place(mark.line)));
      head.append(link);
    }
    it.append(head, make("p", mark.message));
    if (mark.fix) it.append(make("p", mark.fix, "hint"));
    const code = make("p", "", "hint");
    code.append(make("code", mark.code));
    it.append(code);
    return it;
  };

  const show = (all) => {
    marks = all.filter((mark) => !mark.file);
    number();
    if (!all.length) {
      found.replaceChildren();
      told.textContent = words.clean;
      return;
    }
    const list = make("ul", "", "troubles");
    list.append(...all.slice(0, 200).map(item));
    found.replaceChildren(list);
    told.textContent = `${all.filter((it) => it.severity === "problem").length} × ${words.problem}, ${all.filter((it) => it.severity !== "problem").length} × ${words.warning}`;
  };

  const check = async () => {
    if (asked) asked.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(words.check, {
        method: "POST", body: area.value, signal: asked.signal,
        headers: { "Content-Type": "text/plain", Accept: "application/json" },
      });
      if (answer.status === 401) told.textContent = words.out;
      else if (answer.ok) show(await answer.json());
      else told.textContent = answer.status === 413 ? await answer.text() : words.lost;
    } catch (error) {
      if (error.name !== "AbortError") told.textContent = words.lost;
    }
  };

  area.addEventListener("input", () => {
    number();
    clearTimeout(timer);
    timer = setTimeout(check, 250);
  });
  area.addEventListener("scroll", () => { if (gutter) gutter.scrollTop = area.scrollTop; });
  form.addEventListener("submit", () => { saved = area.value; });
  addEventListener("beforeunload", (event) => { if (area.value !== saved) event.preventDefault(); });

  if (gutter) gutter.hidden = false;
  number();
  const line = Number(words.line);
  if (line > 0) place(line);
  check();
})();
