// What is found as a file: the same rows that the whole download has, and no others.

/** Hands a text over as a file. */
export function save(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** The rows of a CSV text with their line ends (RFC 4180): a line may go on inside quotes. */
export function csvRows(text) {
  const rows = [];
  let [from, quoted] = [0, false];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charCodeAt(at);
    if (letter === 34) quoted = !quoted;
    else if (letter === 10 && !quoted) {
      rows.push(text.slice(from, at + 1));
      from = at + 1;
    }
  }
  if (from < text.length) rows.push(text.slice(from));
  return rows;
}

/** The heading and the rows whose first cell is one of the ids. */
export function csvOf(text, ids) {
  const [heading, ...rows] = csvRows(text);
  const kept = rows.filter((row) => ids.has(row.slice(0, row.search(/[,\r\n]/)).replaceAll('"', "")));
  return heading + kept.join("");
}

/** The features whose id is one of the ids. */
export function geojsonOf(collection, ids) {
  const features = collection.features.filter((it) => ids.has(it.id ?? it.properties.id));
  return JSON.stringify({ ...collection, features }, null, 1);
}
