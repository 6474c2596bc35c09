// How the files of content are coloured and folded: Fluent, transcripts and TOML. Each is an object
// as CodeMirror's StreamLanguage takes it; a new kind of file is a row in `of`.

/* ---- Fluent ---- */

const NAME = /^-?[a-zA-Z][\w-]*/;

/** A line of text, or what stands within braces: each brace is one more on the pile. */
const fluent = {
  name: "fluent",
  startState: () => ({ pile: [] }),
  token(stream, state) {
    const inside = state.pile.at(-1);
    if (stream.sol()) {
      if (stream.match(/^#/)) return stream.skipToEnd(), "comment";
      if (stream.match(/^-?[a-zA-Z][\w-]*(?=\s*=)/)) {
        state.pile = []; // A brace left open ends with its message.
        return "propertyName";
      }
      if (stream.match(/^\s+\.[a-zA-Z][\w-]*(?=\s*=)/)) return "labelName";
      if (inside === "choices" && stream.match(/^\s*\*?\[\s*[\w.-]+\s*\]/)) return "keyword";
    }
    if (stream.eat("{")) return state.pile.push("value"), "punctuation";
    if (inside && stream.eat("}")) return state.pile.pop(), "punctuation";
    if (inside !== "value") {
      // Text for people stays in the colour of text.
      stream.next();
      stream.eatWhile(/[^{}]/);
      return null;
    }
    if (stream.eatSpace()) return null;
    if (stream.match("->")) {
      state.pile[state.pile.length - 1] = "choices";
      return "operator";
    }
    if (stream.match(/^\$[a-zA-Z][\w-]*/)) return "variableName";
    if (stream.match(/^"(?:[^"\\]|\\.)*"?/)) return "string";
    if (stream.match(/^-?\d+(?:\.\d+)?/)) return "number";
    if (stream.match(/^[A-Z][A-Z\d_-]*(?=\()/)) return "keyword";
    if (stream.match(NAME)) return "propertyName";
    stream.next();
    return null;
  },
  languageData: { commentTokens: { line: "#" } },
};

/* ---- transcripts ---- */

const SIGNS = { "#": "comment", "@": "labelName", ">": "variableName", "=": "keyword", "!": "keyword" };

/** The sign that a line opens with says who speaks; options are at a line's end. */
const transcript = {
  name: "transcript",
  token(stream) {
    if (stream.sol() && /[<|]/.test(stream.peek() || "")) return stream.next(), "punctuation";
    const sign = stream.sol() && SIGNS[stream.peek()];
    if (sign) return stream.skipToEnd(), sign;
    if (stream.match(/^\[\d+\]/)) return "number";
    stream.next();
    stream.eatWhile(/[^[]/);
    return null;
  },
  languageData: { commentTokens: { line: "#" } },
};

/* ---- which is which ---- */

/** What begins a part that folds, and what still belongs to it. */
const parts = {
  fluent: [/^-?[a-zA-Z]/, /^(?:\s|\}|$)/],
  transcript: [/^[>@]/, /^[<|=!]/],
  toml: [/^\[/, /^(?!\[)/],
};

/** The notation of a file, by its name; none where there is no such. */
export const of = (path, toml) =>
  ({ ftl: fluent, chat: transcript, toml })[path.split(".").pop()] || null;

/** What folds at a line of a text: from its end to the end of the last line of its part. */
export const fold = (notation) => (state, start) => {
  const [head, rest] = parts[notation.name];
  const first = state.doc.lineAt(start);
  if (!head.test(first.text)) return null;
  let last = first;
  for (let n = first.number + 1; n <= state.doc.lines; n += 1) {
    const line = state.doc.line(n);
    if (!rest.test(line.text)) break;
    if (line.text.trim()) last = line;
  }
  return last.number > first.number ? { from: first.to, to: last.to } : null;
};
