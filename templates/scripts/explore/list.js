// What is found, as a list; and what is chosen, as buttons that take it away.

export const PAGE = 25;

/** A whole number with its thousands told apart; the browser's own way takes a hundred times as long. */
export function whole(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, document.documentElement.dataset.thousands);
}

/** A text as HTML. */
export function html(text) {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/**
 * The rows of facilities. They are filled anew in place of being made anew: that takes less time, and
 * whoever marks a facility by keyboard stays where they are.
 */
export class Rows {
  constructor(list) {
    this.list = list;
    this.rows = [];
  }

  show(places, { data, root, short, distances }) {
    const marked = new Set(short);
    const texts = this.list.dataset;
    while (this.rows.length < places.length) this.rows.push(new Row(this.list));
    for (const row of this.rows.splice(places.length)) row.item.remove();
    this.rows.forEach((row, at) => {
      const place = places[at];
      const [id, name, city, roles, status] = data.row(place);
      const away = distances ? ` · ${texts.away.replace("[km]", whole(Math.round(distances[place])))}` : "";
      const unusual = status === data.usual ? "" : ` · ${data.statuses[status] ?? texts.status}`;
      row.box.checked = marked.has(id);
      if (row.id !== id) {
        row.id = row.box.dataset.short = id;
        row.link.href = `${root}facilities/${id}/`;
        row.box.setAttribute("aria-label", texts.add.replace("[name]", name));
        say(row.link, name);
      }
      say(row.city, `${city}, ${data.country(id)}${away}`);
      say(row.roles, roles.map((role) => data.roles[role]).join(", ") + unusual);
    });
  }
}

/** One row, at the end of a list, with nothing in it. */
class Row {
  constructor(list) {
    list.insertAdjacentHTML(
      "beforeend",
      '<li><label class="explorer-mark"><input type="checkbox"></label>' +
        '<div><a></a><p></p><p class="quiet"></p></div></li>',
    );
    this.item = list.lastElementChild;
    const [label, facts] = this.item.children;
    this.box = label.firstChild;
    [this.link, this.city, this.roles] = facts.children;
  }
}

/** Puts a text into an element, unless it stands there. */
function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
