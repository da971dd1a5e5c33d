// Referral: a therapy or a disease, a town and an age give the centres that are known for it, the
// nearest first, with what is known of how to get there. What is asked stands in the address.

import { html, whole } from "./explore/list.js";
import { Towns, kilometres } from "./explore/near.js";

const MOST = 40;

const at = (id) => document.getElementById(`referral-${id}`);
const texts = document.getElementById("referral").dataset;
const towns = new Towns(texts.towns);
let town = null;
let centres = null;

/** Takes over what the address asks for. */
function fromAddress() {
  const asked = new URLSearchParams(location.search);
  at("has").value = asked.get("for") ?? "";
  if (at("has").selectedIndex < 0) at("has").value = "";
  const ages = asked.get("ages") ?? "";
  at("ages").value = ["adult", "paediatric"].includes(ages) ? ages : "";
  const [north, east, ...name] = (asked.get("near") ?? "").split(",");
  const placed = name.length > 0 && Math.abs(north) <= 90 && Math.abs(east) <= 180;
  town = placed ? { at: [Number(north), Number(east)], name: name.join(",") } : null;
  at("near").value = town?.name ?? "";
}

function toAddress() {
  const asked = new URLSearchParams();
  if (at("has").value) asked.set("for", at("has").value);
  if (at("ages").value) asked.set("ages", at("ages").value);
  if (town) asked.set("near", [...town.at, town.name].join(","));
  const query = asked.toString();
  return location.pathname + (query && `?${query}`);
}

/** Those who give it, and who treat the age or do not say whom they treat; the nearest first. */
function found() {
  const [has, ages] = [at("has").value, at("ages").value];
  const fits = centres.filter((it) => (!has || it.has.includes(has)) && (!ages || !it.ages || it.ages.includes(ages)));
  if (!town) return fits.map((it) => [it, null]);
  return fits.map((it) => [it, kilometres(town.at, it.at)]).sort((a, b) => a[1] - b[1]);
}

async function show() {
  if (!at("has").value && !town && !at("ages").value) {
    at("said").textContent = "";
    at("list").replaceChildren();
    return;
  }
  centres ??= await (await fetch(`${texts.parts}centres.json`)).json();
  const all = found();
  at("said").textContent = all.length > 0 ? fill(texts.said, { found: all.length, shown: Math.min(MOST, all.length) }) : texts.none;
  at("list").innerHTML = all.slice(0, MOST).map(([centre, away]) => item(centre, away)).join("");
}

function item(centre, away) {
  const ages = centre.ages ? centre.ages.map((age) => texts[age]).join(", ") : texts.unknown;
  const fact = (label, value) => `<div><dt>${html(label)}</dt><dd>${value}</dd></div>`;
  const known = (text) => (text ? html(text) : `<span class="quiet">${html(texts.unknown)}</span>`);
  const contact = [
    centre.website && `<a href="${html(centre.website)}" rel="noopener">${html(new URL(centre.website).host)}</a>`,
    centre.phone && html(centre.phone),
  ].filter(Boolean);
  const distance = away === null ? "" : ` · ${html(fill(centre.roughly ? texts.about : texts.away, { km: whole(Math.round(away)) }))}`;
  return (
    `<li><a href="${texts.root}facilities/${centre.id}/">${html(centre.name)}</a>` +
    `<p>${html(centre.city)}, ${html(centre.country)}${distance}</p><dl>` +
    fact(texts.ages, known(ages === texts.unknown ? "" : ages)) +
    fact(texts.who, known([centre.who, centre.how].filter(Boolean).join(". "))) +
    fact(texts.contact, contact.join(", ") || known("")) +
    `</dl></li>`
  );
}

function fill(text, values) {
  return text.replace(/\[(\w+)\]/g, (_, name) => values[name]);
}

async function takeTown() {
  const typed = at("near").value.trim();
  if (typed === (town?.name ?? "")) return;
  const [first] = typed ? await towns.named(typed.replace(/ \([A-Z]{2}\)$/, "").replace(/ – .*/, ""), 1) : [];
  const exact = typed && (await towns.named(typed.split(" (")[0], 8)).find(({ name }) => name === typed);
  town = exact ?? first ?? null;
  at("near").value = town?.name ?? "";
  go();
}

function go() {
  history.pushState(null, "", toAddress());
  return show();
}

at("near").addEventListener("input", async () => {
  const offered = await towns.named(at("near").value, 8);
  at("towns").innerHTML = offered.map(({ name }) => `<option value="${html(name)}">`).join("");
});
at("near").addEventListener("change", takeTown);
at("has").addEventListener("change", go);
at("ages").addEventListener("change", go);
at("form").addEventListener("submit", (event) => {
  event.preventDefault();
  takeTown();
});
addEventListener("popstate", () => {
  fromAddress();
  show();
});
fromAddress();
show();
