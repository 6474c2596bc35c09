// What the editor of files takes of CodeMirror 6; `../editor.js` says what is made of it.
export { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
export {
  StreamLanguage, foldGutter, foldKeymap, foldService, syntaxHighlighting,
} from "@codemirror/language";
export { toml } from "@codemirror/legacy-modes/mode/toml";
export {
  forEachDiagnostic, lintGutter, nextDiagnostic, previousDiagnostic, setDiagnostics,
} from "@codemirror/lint";
export { search, searchKeymap } from "@codemirror/search";
export { EditorState } from "@codemirror/state";
export { EditorView, keymap, lineNumbers } from "@codemirror/view";
export { classHighlighter } from "@lezer/highlight";
export { StyleModule } from "style-mod";
