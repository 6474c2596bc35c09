// The editor of files: CodeMirror in the place of the page's field, which stays what is posted. A
// moment after the last letter it asks what is wrong, marks it and lists it. Every word comes from
// the server; nothing is put into the page but plain text.
import {
  EditorState, EditorView, StreamLanguage, StyleModule, classHighlighter, defaultKeymap, foldGutter,
  foldKeymap, foldService, forEachDiagnostic, history, historyKeymap, keymap, lineNumbers, lintGutter,
  nextDiagnostic, previousDiagnostic, search, searchKeymap, setDiagnostics, syntaxHighlighting, toml,
} from "./codemirror.js";
import { fold, of } from "./notations.js";

const form = document.querySelector("form.editor[data-check]");
const area = form.querySelector("textarea");
const told = document.getElementById("conferido");
const found = document.getElementById("achados");
const hint = document.getElementById("teclas");
const words = form.dataset;
let asked = null, timer = 0, saved = area.value;

// The pages' policy lets no style be written into a page. A sheet that a script makes is not
// written into it, and CodeMirror would make one only below a shadow root.
const sheet = new CSSStyleSheet();
document.adoptedStyleSheets.push(sheet);
StyleModule.mount = (_, modules) =>
  sheet.replaceSync(modules.map((it) => it.getRules()).join("\n"));

const make = (name, text, className) => {
  const it = document.createElement(name);
  if (text) it.textContent = text;
  if (className) it.className = className;
  return it;
};

/* ---- what is wrong ---- */

/** What is wrong and what to do, as paragraphs. */
const said = (mark) =>
  [make("p", mark.message), ...(mark.fix ? [make("p", mark.fix, "hint")] : [])];

const diagnostic = (mark) => {
  const line = view.state.doc.line(Math.min(Math.max(mark.line, 1), view.state.doc.lines));
  const [from, to] = mark.to > mark.from ? [mark.from, mark.to] : [line.from, line.to];
  return {
    from, to, message: mark.message, severity: mark.severity === "problem" ? "error" : "warning",
    renderMessage: () => {
      const it = make("div");
      it.append(...said(mark));
      return it;
    },
  };
};

const goTo = (from, to) => {
  const effects = EditorView.scrollIntoView(from, { y: "center" });
  view.dispatch({ selection: { anchor: from, head: to }, effects });
  view.focus();
};

const item = (mark, at) => {
  const grave = mark.severity === "problem";
  const it = make("li", "", grave ? "grave" : "mild");
  const head = make("p");
  head.append(make("span", grave ? words.problem : words.warning, `tag ${grave ? "bad" : "warn"}`), " ");
  if (mark.file) head.append(mark.file);
  else if (at) {
    const link = make("button", `${words.at} ${mark.line}`, "quiet");
    link.type = "button";
    // Where it is by now: what is written meanwhile moves it.
    link.addEventListener("click", () => forEachDiagnostic(view.state, (other, from, to) => {
      if (other === at) goTo(from, to);
    }));
    head.append(link);
  }
  const code = make("p", "", "hint");
  code.append(make("code", mark.code));
  it.append(head, ...said(mark), code);
  return it;
};

const show = (all) => {
  const placed = new Map(all.filter((mark) => mark.line).map((mark) => [mark, diagnostic(mark)]));
  view.dispatch(setDiagnostics(view.state, [...placed.values()]));
  if (!all.length) {
    found.replaceChildren();
    told.textContent = words.clean;
    return;
  }
  const list = make("ul", "", "troubles");
  list.append(...all.slice(0, 200).map((mark) => item(mark, placed.get(mark))));
  found.replaceChildren(list);
  const grave = all.filter((mark) => mark.severity === "problem").length;
  told.textContent = `${grave} × ${words.problem}, ${all.length - grave} × ${words.warning}`;
};

const check = async () => {
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

const written = EditorView.updateListener.of((update) => {
  if (!update.docChanged) return;
  area.value = update.state.doc.toString();
  // An answer about an older text would mark the wrong places.
  asked?.abort();
  clearTimeout(timer);
  timer = setTimeout(check, 250);
});

/* ---- the editor ---- */

// What is typed over a selection is put in by CodeMirror: the browser would write the style of what
// it takes out into the page, which the policy refuses and the console tells.
const over = EditorView.domEventHandlers({
  beforeinput: (event, at) => {
    const takes = event.inputType === "insertText" && event.data && !event.isComposing;
    if (!takes || at.state.readOnly || at.state.selection.main.empty) return false;
    at.dispatch(at.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
    event.preventDefault();
    return true;
  },
});

const notation = of(form.elements.caminho.value, toml);
const inNotation = notation
  ? [StreamLanguage.define(notation), foldService.of(fold(notation)), foldGutter()]
  : [];

// Tab is bound to nothing: it leaves the editor, as it leaves any field.
const keys = [
  { key: "F8", run: nextDiagnostic, shift: previousDiagnostic, preventDefault: true },
  ...searchKeymap, ...historyKeymap, ...foldKeymap, ...defaultKeymap,
];

const label = area.labels[0];
const view = new EditorView({
  doc: area.value,
  extensions: [
    lintGutter(), lineNumbers(), inNotation, history(), search({ top: true }), keymap.of(keys),
    EditorView.lineWrapping, syntaxHighlighting(classHighlighter), written, over,
    EditorState.readOnly.of(area.readOnly), EditorState.phrases.of(JSON.parse(words.phrases)),
    EditorView.contentAttributes.of({
      "aria-label": label.textContent, "aria-describedby": hint.id, tabindex: "0",
    }),
  ],
});
area.before(view.dom);
area.hidden = true;
hint.hidden = false;

label.addEventListener("click", () => view.focus());
form.addEventListener("submit", () => { saved = area.value; });
addEventListener("beforeunload", (event) => { if (area.value !== saved) event.preventDefault(); });

const line = Number(words.line);
if (line > 0 && line <= view.state.doc.lines) {
  const { from, to } = view.state.doc.line(line);
  goTo(from, to);
}
check();
