// Opens the pages of a site whose records are full of hostile texts, and sees that nothing runs, is
// fetched or is asked: once as published, and once with the security policy switched off, so that it
// is the pages that hold and not the policy alone.
//
//   node hostile.mjs OUTPUT

import { readdirSync } from "node:fs";
import { inBrowser } from "./browser.mjs";
import { serve } from "./server.mjs";

const [output] = process.argv.slice(2);
const pages = readdirSync(output, { recursive: true })
  .filter((file) => /(facilities\/nl\/attack|countries\/nl|changes|data|^index|roles\/gmp-facility\/).*html$/.test(file))
  .map((file) => file.replace(/index\.html$/, ""));

let passed = 0;
const problems = [];
const site = await serve(output);
for (const bypassCSP of [false, true]) {
  await inBrowser({ bypassCSP }, async (context) => {
    const tab = await context.newPage();
    let met = [];
    tab.on("dialog", (dialog) => (met.push("a dialog opened"), dialog.dismiss()));
    tab.on("console", (message) => ["error", "warning"].includes(message.type()) && met.push(message.text()));
    tab.on("pageerror", (error) => met.push(String(error)));
    tab.on("request", (request) => {
      const own = request.url().startsWith(`${site.origin}/`) || request.url().startsWith("data:");
      if (!own) met.push(`asked for ${request.url()}`);
    });
    tab.on("popup", () => met.push("a window opened"));
    for (const page of pages) {
      met = [];
      await tab.goto(`${site.origin}/${page}`, { waitUntil: "load" });
      // What waits for a pointer or for the keyboard has its chance.
      await tab.evaluate(() => {
        for (const element of document.querySelectorAll("*")) {
          for (const type of ["mouseover", "focus", "error", "toggle"]) element.dispatchEvent(new Event(type));
        }
      });
      if (await tab.evaluate(() => "hit" in window)) met.push("a script ran");
      if (!tab.url().startsWith(`${site.origin}/${page}`)) met.push(`the page went to ${tab.url()}`);
      if (met.length === 0) passed += 1;
      else problems.push(`/${page}${bypassCSP ? " (without the policy)" : ""}: ${met.join("; ")}`);
    }
  });
}
site.stop();
if (pages.length < 20) problems.push(`only ${pages.length} pages were found`);
for (const problem of problems) console.log(problem);
console.log(`${passed} passed, ${problems.length} failed`);
process.exitCode = problems.length === 0 ? 0 : 1;
