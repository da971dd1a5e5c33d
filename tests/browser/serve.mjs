// `atlas serve` as somebody sees it who writes a record: the page loads itself again when the record
// is saved, the findings come and go on it, and the security policy of the site holds all the while.
//
//   node serve.mjs ROOT ATLAS
//
// ROOT is this repository, ATLAS the program.

import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { accessibility, browser as launch } from "./browser.mjs";
import { counted, hold } from "./count.mjs";

const [root, atlas] = process.argv.slice(2).map((path) => resolve(path));
const work = mkdtempSync(join(tmpdir(), "atlas-serve-"));
const record = join(work, "facilities/fr/partner.yaml");

/** Writes a file as editors do: beside its place first. */
function save(file, text) {
  writeFileSync(`${file}~`, text);
  renameSync(`${file}~`, file);
}

/** Starts the server; gives its address. */
async function start() {
  const program = spawn(atlas, ["serve", "--port", "0", "--as-of", "2026-11-23", "--root", work], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  for await (const line of createInterface({ input: program.stdout })) {
    const address = /http:\S+/.exec(line)?.[0];
    if (address) {
      program.stdout.resume();
      return { program, address };
    }
  }
  throw new Error("the server has ended");
}

for (const part of ["content", "templates"]) cpSync(join(root, part), join(work, part), { recursive: true });
cpSync(join(root, "tests/suite/atlas"), work, { recursive: true });
const good = readFileSync(record, "utf8");
const { program, address } = await start();
const browser = await launch();
try {
  for (const [colorScheme, width] of [["light", 1280], ["dark", 320]]) {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
    const page = await context.newPage();
    const complaints = [];
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => {
      if (!request.url().startsWith(new URL(address).origin)) complaints.push(`asks for ${request.url()}`);
    });
    const findings = page.getByRole("status").filter({ hasText: /error|warning/ });
    await page.goto(`${address}facilities/fr/partner/`);
    const policy = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
    hold("policy", policy.includes("unsafe") || !policy.includes("script-src 'self'") ? [policy] : []);
    hold("no findings at first", (await findings.count()) === 0 ? [] : ["there are some"]);

    const name = `Saved at ${width}`;
    save(record, good.replace("Example Treatment Centre", name));
    await page.getByRole("heading", { level: 1, name }).waitFor({ timeout: 60_000 });
    hold("the page has loaded itself", []);

    save(record, good.replace("roles: [treatment-centre]", "roles: [treatment-center, '<img src=x onerror=alert(1)>']"));
    await findings.getByText("facilities/fr/partner.yaml").first().waitFor({ timeout: 60_000 });
    hold("the page stays", (await page.getByRole("heading", { level: 1, name }).count()) === 1 ? [] : ["it has gone"]);
    hold("findings are texts", (await findings.locator("img").count()) === 0 ? [] : ["there is an image"]);
    // Axe tries to style the page for a moment, which the policy forbids it, too.
    const before = complaints.length;
    const violations = await accessibility(page);
    complaints.length = before;
    hold("accessibility", violations);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    hold("nothing sticks out", wide <= 0 ? [] : [`${wide} px`]);
    await page.screenshot({ path: join(root, `target/screenshots/serve-${colorScheme}.png`) }).catch(() => null);

    await findings.getByRole("button", { name: "Hide" }).click();
    hold("findings can be hidden", (await findings.isVisible().catch(() => false)) ? ["they stay"] : []);
    save(record, good.replace("roles: [treatment-centre]", "roles: [no-such-role]"));
    await findings.getByText("no-such-role").first().waitFor({ timeout: 60_000 });
    hold("other findings are shown", []);

    save(record, good);
    await page.getByRole("heading", { level: 1, name: "Example Treatment Centre" }).waitFor({ timeout: 60_000 });
    hold("findings go when they are mended", (await findings.count()) === 0 ? [] : ["they stay"]);
    hold("a silent console", complaints);
    await context.close();
  }
} finally {
  await browser.close();
  program.kill("SIGTERM");
  rmSync(work, { recursive: true, force: true });
}
counted();
