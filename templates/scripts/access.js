// Access by the reader's own measure: a kind of facility, a distance, a share of the people, and
// countries or regions. Says which areas fall short, and which of them still do when the distance is
// taken otherwise. What is asked stands in the address.

import { html, whole } from "./explore/list.js";

const MOST = 60;
/** The other ways in which a distance is taken: shorter, longer. */
const OTHERS = [0.8, 1.2];

const at = (id) => document.getElementById(`access-${id}`);
const texts = document.getElementById("access").dataset;
const files = new Map();

function fromAddress() {
  const asked = new URLSearchParams(location.search);
  const set = (id, value, otherwise) => {
    at(id).value = value ?? otherwise;
    if (at(id).value === "") at(id).value = otherwise;
  };
  set("kind", asked.get("kind"), at("kind").dataset.first);
  set("level", asked.get("level"), "regions");
  set("km", asked.get("km"), "100");
  set("share", asked.get("share"), "50");
}

function toAddress() {
  const asked = new URLSearchParams();
  for (const id of ["kind", "level", "km", "share"]) asked.set(id, at(id).value);
  return `${location.pathname}?${asked}`;
}

/** The share of people, 0 to 1, who live beyond a distance: between two steps in proportion. */
function beyond(curve, step, km) {
  const place = km / step - 1;
  const low = Math.floor(place);
  const value = (at) => (at < 0 ? 0 : (curve[Math.min(at, curve.length - 1)] ?? 0) / 10_000);
  const within = value(low) + (place - low) * (value(low + 1) - value(low));
  return 1 - within;
}

async function show() {
  const [kind, level, km, share] = ["kind", "level", "km", "share"].map((id) => at(id).value);
  if (!files.has(kind)) files.set(kind, fetch(`${texts.parts}access-${kind}.json`).then((it) => it.json()));
  const { step, detour, europe, countries, regions } = await files.get(kind);
  if (at("kind").value !== kind) return;
  const distance = Number(km);
  const least = Number(share) / 100;
  at("km-said").textContent = `${km} km`;
  at("share-said").textContent = `${share} %`;
  const areas = level === "regions" ? regions : countries;
  const other = [...OTHERS.map((factor) => distance * factor), distance / detour];
  const short = areas
    .map(([name, to, people, curve]) => ({
      name,
      to,
      people,
      far: beyond(curve, step, distance),
      stays: other.filter((it) => beyond(curve, step, it) > least).length,
    }))
    .filter(({ far }) => far > least)
    .sort((a, b) => b.far - a.far || b.people - a.people);
  const all = europe ? beyond(europe[3], step, distance) : 0;
  const values = {
    share: percent(all),
    km,
    kind: at("kind").selectedOptions[0].textContent,
    millions: millions(europe ? all * europe[2] : 0),
    short: short.length,
    all: areas.length,
    least: `${share} %`,
    firm: short.filter(({ stays }) => stays === other.length).length,
  };
  at("said").textContent = [texts.europe, level === "regions" ? texts.regions : texts.countries, short.length > 0 ? texts.firm : ""]
    .map((text) => text.replace(/\[(\w+)\]/g, (_, name) => values[name]))
    .join(" ");
  const rows = short.slice(0, MOST).map(
    (it) =>
      `<tr><th scope="row">${it.to ? `<a href="${texts.root}${it.to}">${html(it.name)}</a>` : html(it.name)}</th>` +
      `<td class="number">${percent(it.far)}</td><td class="number">${millions(it.far * it.people)}</td>` +
      `<td class="number">${it.stays} / ${other.length}</td></tr>`,
  );
  at("rows").innerHTML = rows.join("");
  at("table").hidden = rows.length === 0;
}

/** A share without turning a little into nothing or most into all. */
function percent(share) {
  const value = share * 100;
  if (value > 0 && value < 1) return "< 1 %";
  if (value > 99 && value < 100) return "> 99 %";
  return `${Math.round(value)} %`;
}

function millions(people) {
  const [before, after] = (people / 1e6).toFixed(2).split(".");
  return `${whole(before)}${document.documentElement.dataset.decimal}${after}`;
}

at("form").addEventListener("submit", (event) => event.preventDefault());
at("form").addEventListener("input", show);
at("form").addEventListener("change", () => history.pushState(null, "", toAddress()));
addEventListener("popstate", () => {
  fromAddress();
  show();
});
fromAddress();
show();
