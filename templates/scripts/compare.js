// A few facilities side by side: their pages are read, and the same facts put in one row. Rows in
// which facilities differ are marked. Which ones are compared stands in the address.

import { html } from "./explore/list.js";
import { save } from "./explore/take.js";

const MOST = 6;

const at = (id) => document.getElementById(`compare-${id}`);
const texts = document.getElementById("compare").dataset;
const root = new URL(texts.root, location.href);
let names = null;

/** The ids that the address asks for. */
function asked() {
  const ids = (new URLSearchParams(location.search).get("ids") ?? "").split(",");
  return [...new Set(ids.filter((id) => /^[a-z]{2}\/[a-z0-9-]+$/.test(id)))].slice(0, MOST);
}

function go(ids) {
  history.pushState(null, "", location.pathname + (ids.length > 0 ? `?ids=${ids.join(",")}` : ""));
  return show();
}

const pages = new Map();

/** A facility as its page shows it: name, and facts by group and label. */
async function facility(id) {
  const address = new URL(`facilities/${id}/`, root);
  const answer = await fetch(address);
  if (!answer.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const facts = new Map();
  const status = page.querySelector(".tags .status")?.textContent;
  for (const section of page.querySelectorAll(".facility aside, .facility .body > section:not(.history, [aria-labelledby='nearby'])")) {
    const group = section.querySelector("h2")?.textContent ?? "";
    for (const fact of section.querySelectorAll(":scope > dl.facts > div")) {
      const value = fact.querySelector("dd > div");
      if (value) facts.set(`${group}\n${fact.querySelector("dt").textContent}`, cell(value, address));
    }
  }
  return { id, name: page.querySelector("h1").textContent, status, facts };
}

/** What stands in a cell: words, and links that lead where they led from the page. */
function cell(value, address) {
  const items = [...(value.querySelector("ul") ? value.querySelectorAll("li") : [value])];
  const safe = (item) =>
    [...item.childNodes]
      .map((node) => {
        const text = html(node.textContent);
        if (node.nodeName !== "A") return node.nodeName === "SPAN" ? ` <small>${text}</small>` : text;
        const to = new URL(node.getAttribute("href"), address);
        return /^https?:$/.test(to.protocol) ? `<a href="${html(to.href)}">${text}</a>` : text;
      })
      .join("");
  return {
    text: items.map((item) => item.textContent.replace(/\s+/g, " ").trim()).join("; "),
    html: items.map(safe).join("<br>"),
  };
}

let shown = null;

async function show() {
  const ids = asked();
  const loaded = await Promise.all(
    ids.map((id) => {
      if (!pages.has(id)) pages.set(id, facility(id).catch(() => null));
      return pages.get(id);
    }),
  );
  if (asked().join() !== ids.join()) return;
  const facilities = loaded.filter(Boolean);
  const gone = ids.filter((_, place) => !loaded[place]).map((id) => texts.gone.replace("[id]", id));
  const labels = new Set(facilities.flatMap(({ facts }) => [...facts.keys()]));
  const rows = ordered([...labels], facilities).map((key) => {
    const cells = facilities.map(({ facts }) => facts.get(key));
    const differs = new Set(cells.map((it) => it?.text ?? "")).size > 1;
    return { group: key.split("\n")[0], label: key.split("\n")[1], cells, differs };
  });
  shown = { facilities, rows };
  const said = facilities.length === 0
    ? at("said").dataset.none
    : fill(at("said").dataset.text, { facilities: facilities.length, rows: rows.length, differ: rows.filter((it) => it.differs).length });
  at("said").textContent = [said, ...gone].join(" ");
  at("csv").hidden = facilities.length === 0;
  draw();
}

/** The labels group by group, each where the first page that has it has it. */
function ordered(keys, facilities) {
  const groups = [...new Set(facilities.flatMap(({ facts }) => [...facts.keys()].map((key) => key.split("\n")[0])))];
  const rank = new Map(groups.map((group, place) => [group, place]));
  return keys
    .map((key, place) => [rank.get(key.split("\n")[0]), place, key])
    .sort((a, b) => a[0] - b[0] || a[1] - b[1])
    .map(([, , key]) => key);
}

function draw() {
  const { facilities, rows } = shown;
  if (facilities.length === 0) {
    at("table").replaceChildren();
    return;
  }
  const only = at("only").checked;
  const head = facilities
    .map(({ id, name, status }) => `<th scope="col"><a href="${root.href}facilities/${id}/">${html(name)}</a>${status ? `<small>${html(status)}</small>` : ""}<button type="button" data-drop="${id}" aria-label="${html(`${texts.drop}: ${name}`)}">×</button></th>`)
    .join("");
  let group = null;
  const body = rows
    .filter(({ differs }) => differs || !only)
    .map((row) => {
      const heading = row.group === group ? "" : `<tr class="compare-group"><th scope="colgroup" colspan="${facilities.length + 1}">${html(row.group)}</th></tr>`;
      group = row.group;
      const mark = row.differs ? ` <small class="differs">≠ ${html(texts.differs)}</small>` : "";
      const cells = row.cells.map((it) => `<td>${it ? it.html : `<span class="quiet">${html(texts.unknown)}</span>`}</td>`).join("");
      return `${heading}<tr${row.differs ? ' class="differs"' : ""}><th scope="row">${html(row.label)}${mark}</th>${cells}</tr>`;
    })
    .join("");
  at("table").innerHTML = `<table class="answers"><caption>${html(texts.caption)}</caption><thead><tr><th scope="col">${html(texts.fact)}</th>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

function fill(text, values) {
  return text.replace(/\[(\w+)\]/g, (_, name) => values[name]);
}

/** RFC 4180; what a spreadsheet could take for a formula is told to be text. */
function csv() {
  const quoted = (text) => `"${text.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;
  const { facilities, rows } = shown;
  const lines = [
    ["", texts.fact, texts.differs, ...facilities.map(({ name }) => name)],
    ["", "id", "", ...facilities.map(({ id }) => id)],
    ...rows.map(({ group, label, cells, differs }) => [group, label, differs ? texts.differs : "", ...cells.map((it) => it?.text ?? "")]),
  ];
  return lines.map((line) => line.map(quoted).join(",")).join("\r\n") + "\r\n";
}

async function offer() {
  if (names) return;
  const { rows } = await (await fetch(texts.names)).json();
  names = new Map(rows.map(([id, name, city]) => [`${name}, ${city}`, id]));
  at("names").innerHTML = [...names.keys()].map((name) => `<option value="${html(name)}">`).join("");
}

at("add").addEventListener("focus", offer, { once: true });
at("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  await offer();
  const typed = at("add").value.trim().toLowerCase();
  const id = [...names].find(([name]) => typed && name.toLowerCase().startsWith(typed))?.[1];
  const ids = asked();
  if (ids.length >= MOST) at("said").textContent = at("said").dataset.full;
  else if (id) {
    at("add").value = "";
    await go([...ids, id]);
  }
});
at("table").addEventListener("click", ({ target }) => {
  const id = target.closest("button")?.dataset.drop;
  if (id) go(asked().filter((it) => it !== id)).then(() => at("add").focus());
});
at("only").addEventListener("change", draw);
at("csv").addEventListener("click", () => save("atmp-atlas-comparison.csv", "text/csv", csv()));
addEventListener("popstate", show);
show();
