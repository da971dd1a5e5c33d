// What is found, as a list; and what is chosen, as buttons that take it away.

export const PAGE = 25;

/** So many rows beyond those in sight are filled with them: shorter ones let more be seen. */
const BESIDE = 3;

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
    // Known beforehand, since to ask where a row is would lay the page out.
    this.seen = new Set();
    this.sight = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) this.seen[isIntersecting ? "add" : "delete"](target);
    });
  }

  /** Shows these facilities in the rows that are in sight, and leaves the others for `rest`. */
  show(places, how) {
    Object.assign(this, { places, how, filled: 0 });
    for (const row of this.rows.splice(places.length)) {
      this.sight.unobserve(row.item);
      this.seen.delete(row.item);
      row.item.remove();
    }
    const last = this.rows.findLastIndex(({ item }) => this.seen.has(item));
    // The first time nothing is known of what is in sight.
    this.fill(this.rows.length > 0 ? last + 1 + BESIDE : PAGE);
  }

  /** Fills the rows that are not in sight. */
  rest() {
    this.fill(this.places.length);
  }

  fill(end) {
    const { data, root, short, distances } = this.how;
    const marked = new Set(short);
    const texts = this.list.dataset;
    for (; this.filled < Math.min(end, this.places.length); this.filled += 1) {
      if (this.filled === this.rows.length) this.add();
      const row = this.rows[this.filled];
      const place = this.places[this.filled];
      const [id, name, city, roles, status] = data.row(place);
      const away = distances ? ` · ${texts.away.replace("[km]", whole(Math.round(distances[place])))}` : "";
      const unusual = status === data.usual ? "" : ` · ${data.statuses[status] ?? texts.status}`;
      row.box.checked = marked.has(id);
      if (row.id !== id) {
        row.id = row.box.dataset.short = id;
        row.link.href = `${root}facilities/${id}/`;
        row.box.setAttribute("aria-label", texts.add.replace("[name]", name));
        say(row.name, name);
      }
      say(row.city, `${city}, ${data.country(id)}${away}`);
      say(row.roles, roles.map((role) => data.roles[role]).join(", ") + unusual);
    }
  }

  add() {
    const row = new Row(this.list);
    this.rows.push(row);
    this.sight.observe(row.item);
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
    [this.link] = facts.children;
    [this.name, this.city, this.roles] = Array.from(facts.children, textOf);
  }
}

/** The text in an element that holds nothing else: another one is put into it in less time than into the element. */
export function textOf(element) {
  if (!element.firstChild) element.append("");
  return element.firstChild;
}

/** Says something else, if it is something else. */
export function say(text, what) {
  if (text.data !== what) text.data = what;
}
