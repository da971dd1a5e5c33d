// Counts the promises that a page keeps.

let passed = 0;
let failed = 0;

/** Counts a promise as kept, or says why it is not. */
export function hold(what, problems) {
  if (problems.length === 0) passed += 1;
  else failed += 1;
  for (const problem of problems.slice(0, 5)) console.log(`${what}: ${problem}`);
}

/** Ends the program with what was counted. */
export function counted() {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
