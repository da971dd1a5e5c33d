// What the tests in a browser have in common: the browser itself, and its eye for accessibility.
//
// CHROMIUM names the browser's program.

import { chromium } from "playwright-core";
import axe from "axe-core";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PROGRAM = process.env.CHROMIUM || "/usr/bin/chromium";

// Without these, Chromium asks hosts of its own for updates, and tests of "no other host" would be
// about the browser and not about the site.
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// WCAG 2.2 AA, and what is good practice beside it.
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** A browser that is closed by whoever asked for it. */
export function browser() {
  return chromium.launch({ executablePath: PROGRAM, headless: true, args: QUIET });
}

/** Uses a browser with a profile of its own, which is taken away afterwards. */
export async function inBrowser(options, use) {
  const profile = mkdtempSync(join(tmpdir(), "atlas-browser-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: PROGRAM,
    headless: true,
    args: QUIET,
    ...options,
  });
  try {
    await use(context);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** What stands in the way of readers who use a page otherwise than most. */
export async function accessibility(tab) {
  // A page that was looked at before still has it.
  if (!(await tab.evaluate(() => "axe" in window))) await tab.evaluate(axe.source);
  const run = (rules) => window.axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
  const { violations } = await tab.evaluate(run, RULES);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 5).map((node) => {
      const element = node.html.replace(/ (href|src)="[^"]*"/g, "").slice(0, 160);
      return `${id}: ${help}: ${element}\n    ${node.failureSummary?.split("\n")[1]?.trim()}`;
    }),
  );
}

/** Tries what an attacker would: a script written into the page. The policy must stop it. */
export async function foreignScript(tab) {
  const ran = await tab.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "window.foreign = true";
    document.head.append(script);
    const image = document.createElement("img");
    image.setAttribute("onerror", "window.foreign = true");
    // Told after what stands in the attribute, which was there before.
    const missed = new Promise((resolve) => image.addEventListener("error", resolve));
    const late = new Promise((resolve) => setTimeout(resolve, 2000));
    image.src = "no-such-image.png";
    document.body.append(image);
    await Promise.race([missed, late]);
    return window.foreign === true;
  });
  return ran ? ["a script written into the page ran: the Content-Security-Policy does not hold"] : [];
}
