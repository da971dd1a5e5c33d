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

/** The rows of some facilities. */
export function rows(list, places, { data, root, short, distances }) {
  const marked = new Set(short);
  list.innerHTML = places
    .map((place) => {
      const [id, name, city, roles, status] = data.row(place);
      const away = distances ? list.dataset.away.replace("[km]", whole(Math.round(distances[place]))) : "";
      const country = data.country(id);
      return (
        `<li><label class="explorer-mark"><input type="checkbox" data-short="${id}"${marked.has(id) ? " checked" : ""}>` +
        `<span class="unseen">${html(list.dataset.add.replace("[name]", name))}</span></label>` +
        `<div><a href="${root}facilities/${id}/">${html(name)}</a>` +
        `<p>${html(city)}, ${html(country)}${away && ` · ${away}`}</p>` +
        `<p class="quiet">${html(roles.map((role) => data.roles[role]).join(", "))}` +
        `${status === data.usual ? "" : ` · ${html(data.statuses[status] ?? list.dataset.status)}`}</p></div></li>`
      );
    })
    .join("");
}
