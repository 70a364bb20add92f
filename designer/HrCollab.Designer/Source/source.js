// The source view: CodeMirror 6 for JSON with the definitions' schema. Bundled to wwwroot/source.js when the project is built with Node.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, indentWithTab } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, defaultHighlightStyle, foldGutter, foldKeymap, HighlightStyle, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { completions } from "./completion.js";

const quiet = 250;

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--code-name)" }, { tag: tags.string, color: "var(--code-text)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-value)" },
]);

const look = EditorView.theme({
  "&": { backgroundColor: "var(--surface)", color: "var(--ink)", fontSize: "14px", maxHeight: "72vh", border: "1px solid var(--edge)", borderRadius: "8px" },
  "&.cm-focused": { outline: "3px solid var(--focus)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: "ui-monospace, Consolas, 'Noto Sans Mono CJK SC', monospace", lineHeight: "1.6" },
  ".cm-gutters": { backgroundColor: "var(--bg)", color: "var(--soft)", border: "0" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--note-bg)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--select) !important" },
  ".cm-tooltip": { backgroundColor: "var(--surface)", color: "var(--ink)", border: "1px solid var(--edge)" },
  ".cm-panels": { backgroundColor: "var(--bg)", color: "var(--ink)" },
});

export function open(place, text, schema, session, line, label, names) {
  let known = text, waiting = 0, marks = [], late = false;
  const page = window.hrcollab?.page(); // when it is closed the address is that of the next page
  const tell = () => {
    clearTimeout(waiting);
    waiting = 0;
    const now = view.state.doc.toString();
    if (now === known && !late) return Promise.resolve(false);
    known = now;
    late = false;
    window.hrcollab?.keep("", now, page);
    return session.invokeMethodAsync("Typed", now).then(() => true, () => false); // without a connection: told again when it is back
  };
  const again = () => {
    known = null;
    tell();
  };
  document.addEventListener("hrcollab-again", again);
  const step = back => () => {
    tell();
    session.invokeMethodAsync("Step", back);
    return true;
  };
  const view = new EditorView({
    parent: place,
    state: EditorState.create({
      doc: text,
      extensions: [
        EditorView.cspNonce.of(document.body.dataset.nonce ?? ""), lineNumbers(), foldGutter(), lintGutter(), drawSelection(), highlightActiveLine(), bracketMatching(), closeBrackets(), highlightSelectionMatches(),
        json(), indentUnit.of("  "), syntaxHighlighting(colours), syntaxHighlighting(defaultHighlightStyle, { fallback: true }), look, EditorView.lineWrapping,
        autocompletion({ override: [completions(schema ? JSON.parse(schema) : null, names)] }), EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
        keymap.of([{ key: "Mod-z", run: step(true) }, { key: "Mod-y", run: step(false) }, { key: "Mod-Shift-z", run: step(false) },
          ...closeBracketsKeymap, ...completionKeymap, ...searchKeymap, ...foldKeymap, ...lintKeymap, ...defaultKeymap, indentWithTab]),
        EditorView.updateListener.of(update => {
          if (!update.docChanged) return;
          clearTimeout(waiting);
          waiting = setTimeout(tell, quiet);
        }),
        EditorView.domEventHandlers({ blur: () => tell() }),
      ],
    }),
  });
  const draw = () => {
    const document = view.state.doc;
    view.dispatch(setDiagnostics(view.state, marks.map(m => {
      const at = document.line(Math.min(Math.max(1, m.line), document.lines));
      return { from: at.from + (at.text.length - at.text.trimStart().length), to: at.to, severity: m.severity === "notice" ? "info" : m.severity, message: m.message };
    })));
  };
  const go = number => {
    const at = view.state.doc.line(Math.min(Math.max(1, number), view.state.doc.lines));
    view.dispatch({ selection: { anchor: at.from }, effects: EditorView.scrollIntoView(at.from, { y: "center" }) });
  };
  if (line > 1) {
    go(line);
    view.focus();
  }
  return {
    show(next) {
      late = waiting !== 0;
      if (late) return false; // What is being typed goes first: both are put together when it is told.
      known = next;
      if (next !== view.state.doc.toString()) {
        const head = Math.min(view.state.selection.main.head, next.length);
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next }, selection: { anchor: head } });
        clearTimeout(waiting);
        waiting = 0; // nobody typed that
      }
      return true;
    },
    name(found) {
      names.splice(0, names.length, ...found);
    },
    mark(found) {
      if (JSON.stringify(found) === JSON.stringify(marks)) return;
      marks = found;
      draw();
    },
    async close() {
      document.removeEventListener("hrcollab-again", again);
      const now = view.state.doc.toString(), told = tell();
      view.destroy();
      if (await told) window.hrcollab?.forget(JSON.stringify({ "": now }), page); // the draft has it
    },
  };
}
