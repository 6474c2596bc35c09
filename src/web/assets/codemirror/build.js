// Makes ../codemirror.js: one file, with the notices of what is in it and the hashes that a test
// (src/web/assets/mod.rs) compares, so that nobody changes the one without the other.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const read = (path) => readFileSync(path, "utf8");
const hash = (...texts) => texts.reduce((sum, text) => sum.update(text), createHash("sha256")).digest("hex");

const made = await build({
  entryPoints: ["index.js"], bundle: true, minify: true, format: "esm", target: "es2022",
  legalComments: "none", charset: "utf8", metafile: true, write: false,
});
const bundle = made.outputFiles[0].text;

const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//;
const names = new Set(Object.keys(made.metafile.inputs).map((path) => name.exec(path)?.[1]).filter(Boolean));
const parts = [...names].sort().map((name) => {
  const about = JSON.parse(read(`node_modules/${name}/package.json`));
  const licence = read(`node_modules/${name}/LICENSE`);
  const [whose] = /Copyright .*/.exec(licence);
  const terms = licence.slice(licence.indexOf("Permission is hereby")).trim().replace(/\s+/g, " ");
  if (about.license !== "MIT" || !terms.startsWith("Permission")) throw new Error(`whose is ${name}?`);
  return { told: `  ${name} ${about.version}: ${whose}`, terms };
});
const terms = new Set(parts.map((part) => part.terms));
if (terms.size !== 1) throw new Error("not all are under the same words of the MIT licence");

const sources = hash(...["index.js", "build.js", "package.json", "package-lock.json"].map(read));
writeFileSync("../codemirror.js", `/*! CodeMirror 6, made by codemirror/build.js; not to be changed by hand.
sources ${sources}
bundle ${hash(bundle)}

${parts.map((part) => part.told).join("\n")}

MIT License

${[...terms][0].replace(/(.{1,96})(?: |$)/g, "$1\n").trim()}
*/
${bundle}`);
