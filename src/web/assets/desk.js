// The desk: hears what changed, asks for it, shows it; sends what somebody writes. Every word comes
// from the server; nothing is ever put into the page but what the server made or plain text.
"use strict";

(() => {
  const root = document.documentElement;
  const desk = document.querySelector("[data-desk]");
  if (!desk) return;
  const $ = (id) => document.getElementById(id);
  const words = $("palavras").dataset;
  const person = desk.dataset.person;
  const rows = $("linhas");
  const log = $("log");
  const scroller = $("rolagem");
  const composer = $("composer");
  const talk = desk.dataset.talk;
  const title = document.title;
  const query = new URLSearchParams(rows ? rows.dataset.query : "");
  const ranked = ["esperando", "minhas", "time"].includes(query.get("filtro"));
  let unseen = 0; // what came while nobody looked

  root.classList.add("scripted");
  for (const it of document.querySelectorAll("[data-scripted]")) it.hidden = false;

  const say = (text) => { $("aviso").textContent = text; };
  const parsed = (html) => {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    return holder.content;
  };

  /* ---- clocks ---- */

  const span = (ms) => {
    const s = Math.max(0, Math.floor(ms / 1000));
    const [h, m] = [Math.floor(s / 3600), Math.floor(s / 60) % 60];
    if (h >= 48) return `${Math.floor(h / 24)} d`;
    if (h) return `${h} h ${m} min`;
    return m ? `${m} min` : `${s} s`;
  };

  const clocks = () => {
    const now = Date.now();
    for (const it of document.querySelectorAll("[data-clock]")) {
      const left = Date.parse(it.dataset.until) - now;
      const isWindow = it.dataset.clock === "window";
      const told = left > 0 ? `${words.left} ${span(left)}` : isWindow ? words.shut : `${words.late} ${span(-left)}`;
      const text = `${isWindow ? words.window : words.sla}: ${told}`;
      if (it.textContent !== text) it.textContent = text;
      it.classList.toggle("over", left <= 0);
      it.classList.toggle("near", left > 0 && left < (isWindow ? 2 * 3600e3 : 900e3));
    }
    if (composer && composer.dataset.mode === "free" && composer.dataset.until && Date.parse(composer.dataset.until) <= now) {
      composer.dataset.mode = "template";
      refreshTalk();
    }
  };

  /* ---- the list ---- */

  const dirty = new Set();
  let asking = false;

  const links = () => rows ? [...rows.querySelectorAll(".thread > a")] : [];
  const rove = (to) => {
    const all = links();
    const now = to || all.find((it) => it.tabIndex === 0) || all.find((it) => it.hasAttribute("aria-current")) || all[0];
    for (const it of all) it.tabIndex = it === now ? 0 : -1;
    return now;
  };

  const placed = (row) => {
    if (!ranked) return rows.firstElementChild;
    const rank = Number(row.dataset.rank);
    return [...rows.children].find((it) => Number(it.dataset.rank) < rank) || null;
  };

  const putRow = (key, fresh) => {
    const old = [...rows.children].find((it) => it.dataset.key === key);
    const focused = old && old.contains(document.activeElement);
    const before = old ? Number(old.dataset.unread) : 0;
    if (!fresh) {
      if (!old) return;
      const next = old.nextElementSibling || old.previousElementSibling;
      old.remove();
      if (focused && next) next.querySelector("a").focus();
      return;
    }
    if (Number(fresh.dataset.unread) > before && fresh.dataset.key !== desk.dataset.key) {
      if (document.hidden) unseen += Number(fresh.dataset.unread) - before;
      if ("mine" in fresh.dataset) alertTo();
    }
    const link = fresh.querySelector("a");
    if (key === rows.dataset.here) link.setAttribute("aria-current", "true");
    if (old && (ranked ? old.dataset.rank === fresh.dataset.rank : old === rows.firstElementChild)) {
      link.tabIndex = old.querySelector("a").tabIndex;
      old.replaceWith(fresh);
    } else {
      if (old) { link.tabIndex = old.querySelector("a").tabIndex; old.remove(); }
      rows.insertBefore(fresh, placed(fresh));
    }
    if (focused) link.focus({ preventScroll: true });
  };

  const counted = (told) => {
    if (!told) return;
    const [mine, waiting] = told.split(";");
    for (const [list, count] of [["minhas", mine], ["esperando", waiting]]) {
      const link = document.querySelector(`.lists a[href*="filtro=${list}"]`);
      if (!link) continue;
      let badge = link.querySelector(".count");
      if (count === "0") { if (badge) badge.remove(); continue; }
      if (!badge) { badge = document.createElement("span"); badge.className = "count"; link.append(" ", badge); }
      if (badge.textContent !== count) badge.textContent = count;
    }
  };

  const refreshRows = async () => {
    if (!rows || asking || !dirty.size) return;
    asking = true;
    const keys = [...dirty].slice(0, 60);
    for (const key of keys) dirty.delete(key);
    try {
      const asked = new URLSearchParams(query);
      for (const key of keys) asked.append("id", key);
      const answer = await fetch(`/conversas/linhas?${asked}`, { headers: { Accept: "text/html", "HX-Request": "true" } });
      if (answer.status === 401) { signedOut(); return; }
      if (!answer.ok) throw new Error(String(answer.status));
      counted(answer.headers.get("x-desk-counts"));
      const fresh = new Map([...parsed(await answer.text()).querySelectorAll(".thread")].map((it) => [it.dataset.key, it]));
      if (query.get("filtro") !== "encerradas") for (const key of keys) putRow(key, fresh.get(key));
      $("vazia").hidden = rows.children.length > 0;
      rove();
      clocks();
      retitle();
    } catch {
      for (const key of keys) dirty.add(key);
    } finally {
      asking = false;
      if (dirty.size) setTimeout(refreshRows, 250);
    }
  };

  const touchedAll = () => {
    for (const it of rows ? rows.children : []) dirty.add(it.dataset.key);
    refreshRows();
  };

  // The whole list once more, where too much changed to be told one by one.
  const reloadRows = async () => {
    if (!rows) return;
    try {
      const answer = await fetch(`/conversas?${query}`, { headers: { Accept: "text/html", "HX-Request": "true" } });
      if (answer.status === 401) { signedOut(); return; }
      const fresh = new Map([...parsed(await answer.text()).querySelectorAll("#linhas > .thread")].map((it) => [it.dataset.key, it]));
      for (const it of [...rows.children]) if (!fresh.has(it.dataset.key)) putRow(it.dataset.key);
      for (const [key, row] of fresh) putRow(key, row);
      touchedAll();
    } catch { setTimeout(reloadRows, 2000); }
  };

  const retitle = () => {
    const mine = rows ? [...rows.querySelectorAll("[data-mine]")].reduce((sum, it) => sum + Number(it.dataset.unread), 0) : 0;
    const count = Math.max(unseen, mine);
    document.title = count ? `(${count}) ${title}` : title;
  };

  /* ---- what is heard and shown, for who asked for it ---- */

  const alertTo = () => {
    if (!("sound" in root.dataset)) return;
    try {
      const audio = new AudioContext();
      const tone = audio.createOscillator();
      const gain = audio.createGain();
      gain.gain.value = 0.05;
      tone.connect(gain).connect(audio.destination);
      tone.start();
      tone.stop(audio.currentTime + 0.12);
    } catch { /* no sound, no harm */ }
    if ("notify" in root.dataset && document.hidden && window.Notification && Notification.permission === "granted") new Notification(words.notify);
  };

  /* ---- the conversation ---- */

  let loading = false;
  let again = false;

  const atEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 90;
  const toEnd = () => { scroller.scrollTop = scroller.scrollHeight; $("novas").hidden = true; missed = 0; };
  let missed = 0;

  const settled = (bubble) => {
    const text = bubble.querySelector(".words");
    for (const it of document.querySelectorAll("#enviando .bubble")) {
      if (text && it.querySelector(".words").textContent.trim() === text.textContent.trim()) { it.remove(); break; }
    }
  };

  const put = (bubble) => {
    const old = $(bubble.id);
    if (old) {
      if (old.dataset.tick !== bubble.dataset.tick) {
        old.dataset.tick = bubble.dataset.tick;
        old.querySelector(".when").replaceWith(bubble.querySelector(".when"));
        const [was, is] = [old.querySelector(".trouble"), bubble.querySelector(".trouble")];
        if (was) was.remove();
        if (is) old.append(is);
      }
      return false;
    }
    const last = log.querySelector(".bubble:last-of-type");
    const before = [...log.querySelectorAll(".bubble")].pop() || last;
    if (!before || before.dataset.day !== bubble.dataset.day) {
      const day = document.createElement("li");
      day.className = "day";
      const text = document.createElement("span");
      text.textContent = bubble.dataset.day;
      day.append(text);
      log.append(day);
    }
    if (bubble.classList.contains("agent")) settled(bubble);
    log.append(bubble);
    return true;
  };

  const replaceHead = (fresh) => {
    const old = $("cabecalho");
    if (!fresh || old.dataset.version === fresh.dataset.version) return;
    if (old.querySelector("dialog[open], details[open]")) return;
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    for (const it of fresh.querySelectorAll("[data-scripted]")) it.hidden = false;
    const name = focused && (focused.id || focused.closest("[data-act]")?.dataset.act);
    old.replaceWith(fresh);
    if (!focused) return;
    const same = $(name) || fresh.querySelector(`[data-act="${name}"] button`);
    (same || $("texto") || $("conversa")).focus({ preventScroll: true });
  };

  const setMode = (fresh) => {
    if (!fresh || !composer) return;
    composer.dataset.until = fresh.dataset.until;
    if (composer.dataset.mode !== fresh.dataset.mode) composer.dataset.mode = fresh.dataset.mode;
    if ($("enviar") && $("enviar").textContent !== fresh.dataset.send) $("enviar").textContent = fresh.dataset.send;
    const why = $("porque");
    if (why.textContent !== fresh.textContent) why.textContent = fresh.textContent;
    why.hidden = !fresh.textContent;
  };

  async function refreshTalk() {
    if (!talk) return;
    if (loading) { again = true; return; }
    loading = true;
    try {
      const asked = new URLSearchParams(query);
      asked.set("depois", log.dataset.last);
      if (document.hidden) asked.set("oculta", "1");
      const answer = await fetch(`${talk}/novas?${asked}`, { headers: { Accept: "text/html", "HX-Request": "true" } });
      if (answer.status === 401) { signedOut(); return; }
      if (!answer.ok) throw new Error(String(answer.status));
      const fresh = parsed(await answer.text());
      const follow = atEnd();
      const came = [...fresh.querySelectorAll("#log > .bubble")].filter(put);
      replaceHead(fresh.querySelector("#cabecalho"));
      setMode(fresh.querySelector("#composer"));
      const [until, messages] = (answer.headers.get("x-desk-log") || "").split(";").map(Number);
      if (until) log.dataset.last = until;
      if (until < messages) again = true;
      const theirs = came.filter((it) => it.classList.contains("customer")).length;
      if (document.hidden) unseen += theirs;
      if (theirs) alertTo();
      if (came.length && follow) toEnd();
      else if (came.length) {
        missed += came.length;
        $("novas").textContent = `↓ ${missed} ${missed > 1 ? words.cameMany : words.came}`;
        $("novas").hidden = false;
      }
      clocks();
      retitle();
    } catch { /* the stream's own bar tells of a lost connection */ } finally {
      loading = false;
      if (again) { again = false; setTimeout(refreshTalk, 20); }
    }
  }

  const pending = () => {
    const last = log && [...log.querySelectorAll(".bubble.agent")].pop();
    return last && ["waiting", "sent"].includes(last.dataset.tick);
  };

  /* ---- the stream: one tab of a browser listens for all ---- */

  const channel = "BroadcastChannel" in window ? new BroadcastChannel(`desk-${person}`) : null;
  let heard = Date.now();
  let last = Number(desk.dataset.since);
  let pulses = 0;
  let isOut = false;

  const hear = ({ kind, key, id }) => {
    heard = Date.now();
    if (id > last) last = id;
    if (kind === "pronto") isOut = false;
    $("sem-sinal").hidden = !isOut;
    if (kind === "mudou") {
      dirty.add(key);
      if (key === desk.dataset.key) refreshTalk();
      setTimeout(refreshRows, 40);
    } else if (kind === "pulso") {
      pulses += 1;
      if (talk && (pending() || pulses % 2 === 0) && !document.hidden) refreshTalk();
    } else {
      refreshTalk();
      if (kind === "recarregar") reloadRows();
    }
  };

  // Who listens keeps what was told of late, for tabs that came meanwhile.
  const recent = [];
  let listens = false;

  const listen = () => new Promise(() => {
    let source = null;
    listens = true;
    const tell = (event, key) => {
      const told = { kind: event.type, key, id: Number(event.lastEventId) || 0 };
      if (key) { recent.push(told); recent.splice(0, recent.length - 200); }
      hear(told);
      if (channel) channel.postMessage(told);
    };
    const open = () => {
      source = new EventSource(`/eventos?desde=${last}`);
      for (const kind of ["pronto", "recarregar", "pulso"]) source.addEventListener(kind, (event) => tell(event));
      source.addEventListener("mudou", (event) => tell(event, JSON.parse(event.data).key));
      source.onerror = () => {
        if (source.readyState !== EventSource.CLOSED) return;
        source.close();
        fetch("/conversas/linhas", { headers: { "HX-Request": "true" } })
          .then((answer) => { if (answer.status === 401) signedOut(); }, () => {});
        setTimeout(open, 2000);
      };
    };
    open();
    addEventListener("pagehide", () => source.close());
    addEventListener("pageshow", (event) => { if (event.persisted) open(); });
  });

  if (channel) {
    channel.onmessage = ({ data }) => {
      if (data.kind !== "novo") hear(data);
      else if (listens) for (const it of recent) if (it.id > data.since) channel.postMessage(it);
    };
    channel.postMessage({ kind: "novo", since: last - 3e6 });
  }
  if (navigator.locks && channel) navigator.locks.request(`desk-${person}`, listen);
  else listen();

  function signedOut() {
    isOut = true;
    const bar = $("sem-sinal");
    bar.firstElementChild.textContent = words.signedOut;
    bar.hidden = false;
  }

  setInterval(() => {
    const bar = $("sem-sinal");
    if (!isOut && Date.now() - heard > 4400 && bar.hidden) {
      const at = new Date(heard).toLocaleTimeString("pt-BR");
      bar.firstElementChild.textContent = `${words.offline} ${at}.`;
      bar.hidden = false;
    }
    clocks();
  }, 1000);

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    unseen = 0;
    refreshTalk();
    retitle();
  });

  /* ---- writing ---- */

  const fresh = () => crypto.randomUUID ? crypto.randomUUID() :
    [...crypto.getRandomValues(new Uint8Array(16))].map((it) => it.toString(16).padStart(2, "0")).join("");
  const wrong = (text) => { const place = $("erro"); if (place) place.textContent = text; };

  const post = async (form) => {
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.action, {
      method: "POST", body, headers: { Accept: "application/json", "HX-Request": "true" }, signal: AbortSignal.timeout(10000),
    });
    if (answer.status === 401) signedOut();
    const told = await answer.json().catch(() => ({}));
    return { ok: answer.ok, status: answer.status, code: told.code, error: told.error || words.failed };
  };

  const optimistic = (text) => {
    let list = $("enviando");
    if (!list) {
      list = document.createElement("ol");
      list.id = "enviando";
      list.className = "log";
      log.after(list);
    }
    const bubble = document.createElement("li");
    bubble.className = "bubble agent";
    const said = document.createElement("div");
    said.className = "words";
    said.textContent = text;
    const when = document.createElement("p");
    when.className = "when";
    when.textContent = words.sending;
    bubble.append(said, when);
    list.append(bubble);
    toEnd();
    return bubble;
  };

  // What was tried and not taken keeps its name, so that trying again sends once.
  const tried = new Map();

  const send = async (form) => {
    if (form.dataset.busy) return;
    const box = form.querySelector("textarea");
    const text = box ? box.value : "";
    if (box && !text.trim()) { box.focus(); return; }
    const before = tried.get(form.id);
    const id = form.elements.namedItem("id");
    if (!before || before.text !== text) { id.value = fresh(); const more = form.elements.namedItem("insiste"); if (more) more.remove(); }
    tried.set(form.id, { text });
    form.dataset.busy = "1";
    wrong("");
    const bubble = form.dataset.send === "reply" && !$("quando").value ? optimistic(text) : null;
    let told;
    try {
      told = await post(form);
    } catch {
      told = { ok: false, error: words.failed };
    }
    delete form.dataset.busy;
    if (!told.ok) {
      if (bubble) bubble.remove();
      wrong(told.error);
      if (told.code === "words") offerInsist(form);
      if (box) box.focus();
      return;
    }
    tried.delete(form.id);
    const when = form.elements.namedItem("quando");
    if (when && when.value) { location.assign(talk); return; }
    if (box && box.value === text) { box.value = ""; clearTimeout(saving.get(box)); saved.set(box, ""); $("rascunho").textContent = ""; }
    if (form.dataset.send === "note") setKind("reply");
    await refreshTalk();
    if (bubble) bubble.remove();
  };

  const offerInsist = (form) => {
    const place = $("erro");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words.again;
    button.onclick = () => {
      const more = document.createElement("input");
      more.type = "hidden"; more.name = "insiste"; more.value = "1";
      form.append(more);
      send(form);
    };
    place.append(" ", button);
  };

  const act = async (form) => {
    if (form.dataset.busy) return;
    form.dataset.busy = "1";
    wrong("");
    try {
      const told = await post(form);
      if (!told.ok) wrong(told.error);
      else if (told.note) wrong(told.note);
      else if ("reload" in form.dataset) location.assign(talk);
      else { form.closest("dialog")?.close(); if (form.closest("details")) form.closest("details").open = false; }
    } catch {
      wrong(words.failed);
    }
    delete form.dataset.busy;
    await refreshTalk();
    dirty.add(desk.dataset.key);
    refreshRows();
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.send) { event.preventDefault(); send(form); }
    else if (form.dataset.act || form.action.endsWith("/repetir")) { event.preventDefault(); act(form); }
  });

  /* ---- drafts: kept by the server as they are written ---- */

  const saving = new Map();
  const saved = new Map();

  const keep = async (box) => {
    const text = box.value;
    if (saved.get(box) === text) return;
    const body = new URLSearchParams({ tipo: box.dataset.draft, texto: text });
    try {
      const answer = await fetch(`${talk}/rascunho`, { method: "POST", body, headers: { Accept: "application/json", "HX-Request": "true" }, keepalive: true });
      if (answer.status === 401) signedOut();
      if (!answer.ok) return;
      saved.set(box, text);
      if (text && box.value === text) $("rascunho").textContent = words.saved;
    } catch { /* the text is still in its box */ }
  };

  for (const box of document.querySelectorAll("[data-draft]")) {
    saved.set(box, box.defaultValue);
    box.addEventListener("input", () => {
      $("rascunho").textContent = "";
      clearTimeout(saving.get(box));
      saving.set(box, setTimeout(() => keep(box), 500));
    });
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); send(box.form); }
      if (event.key === "/" && box.dataset.draft === "reply" && !box.value) { event.preventDefault(); openCanned(); }
    });
    box.addEventListener("blur", () => { if (saved.get(box) !== box.value) keep(box); });
  }

  function setKind(kind) {
    composer.dataset.kind = kind;
    for (const it of composer.querySelectorAll("[data-kind]")) it.setAttribute("aria-pressed", String(it.dataset.kind === kind));
  }

  /* ---- canned replies ---- */

  const canned = $("prontas");
  const options = () => [...$("prontas-lista").children].filter((it) => !it.hidden);
  const choose = (to) => {
    for (const it of $("prontas-lista").children) it.setAttribute("aria-selected", String(it === to));
    if (to) { $("prontas-busca").setAttribute("aria-activedescendant", to.id); to.scrollIntoView({ block: "nearest" }); }
  };
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const openCanned = () => {
    if (!canned || !$("texto") || composer.dataset.mode !== "free") return;
    setKind("reply");
    $("prontas-busca").value = "";
    for (const it of $("prontas-lista").children) it.hidden = false;
    canned.showModal();
    $("prontas-busca").focus();
    choose(options()[0]);
  };
  const take = (option) => {
    const box = $("texto");
    canned.close();
    box.setRangeText(option.dataset.text, box.selectionStart, box.selectionEnd, "end");
    box.dispatchEvent(new Event("input"));
    box.focus();
  };
  if (canned) {
    $("prontas-busca").addEventListener("input", () => {
      const wanted = plain($("prontas-busca").value);
      for (const it of $("prontas-lista").children) it.hidden = !plain(it.textContent).includes(wanted);
      choose(options()[0]);
    });
    $("prontas-busca").addEventListener("keydown", (event) => {
      const all = options();
      const now = all.findIndex((it) => it.getAttribute("aria-selected") === "true");
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        choose(all[(now + (event.key === "ArrowDown" ? 1 : all.length - 1)) % all.length]);
      } else if (event.key === "Enter") {
        event.preventDefault();
        if (all[now]) take(all[now]);
      }
    });
    $("prontas-lista").addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) take(option);
    });
    canned.addEventListener("close", () => $("texto").focus());
  }

  /* ---- clicks and keys ---- */

  document.addEventListener("click", (event) => {
    const target = event.target.closest("button, a");
    if (!target) return;
    if (target.dataset.opens) { const it = $(target.dataset.opens); it.showModal(); }
    if ("closes" in target.dataset) target.closest("dialog").close();
    if (target.dataset.kind && composer) { setKind(target.dataset.kind); (target.dataset.kind === "note" ? $("nota-texto") : $("texto")).focus(); }
    if (target.id === "prontas-abre") openCanned();
    if (target.id === "novas") { toEnd(); scroller.focus({ preventScroll: true }); }
  });

  const isField = (it) => it && (it.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(it.tagName));
  const press = (it) => { if (it && !it.disabled) { it.click(); return true; } return false; };
  const move = (by) => {
    const all = links();
    if (!all.length) return;
    const now = all.indexOf(document.activeElement);
    const here = all.findIndex((it) => it.hasAttribute("aria-current"));
    const from = now >= 0 ? now : here;
    const to = all[Math.max(0, Math.min(all.length - 1, from + by))];
    rove(to);
    to.focus();
  };

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    a: () => press($("assumir")) || press(document.querySelector("[data-opens=tomar]")),
    r: () => { if (composer && $("texto")) { setKind("reply"); $("texto").focus(); } },
    n: () => { if (composer && $("nota-texto")) { setKind("note"); $("nota-texto").focus(); } },
    e: () => press($("encerrar")),
    "/": () => openCanned(),
    "?": () => $("teclas").showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "F6") {
      const regions = [...document.querySelectorAll("[data-region]")].filter((it) => it.offsetParent);
      const now = regions.findIndex((it) => it.contains(document.activeElement));
      const to = regions[(now + (event.shiftKey ? regions.length - 1 : 1) + regions.length) % regions.length];
      if (to) { event.preventDefault(); (to.id === "lista" ? rove() || to : to).focus(); }
      return;
    }
    const inList = document.activeElement?.closest?.(".thread");
    if (inList && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || isField(event.target)) return;
    if (document.querySelector("dialog[open]") || !("keys" in root.dataset)) return;
    const does = keys[event.key];
    if (does) { event.preventDefault(); does(); }
  });

  /* ---- as the page comes up ---- */

  rove();
  clocks();
  retitle();
  if (talk) {
    const here = location.hash.startsWith("#msg-") && $(location.hash.slice(1));
    if (here) { here.classList.add("here"); here.scrollIntoView({ block: "center" }); }
    else toEnd();
    scroller.addEventListener("scroll", () => { if (atEnd()) { $("novas").hidden = true; missed = 0; } }, { passive: true });
  } else if (rows) {
    const here = rows.querySelector("[aria-current]");
    if (here) here.scrollIntoView({ block: "nearest" });
  }
})();
