// Lists the NUTS 2021 regions of all levels with their names as CSV on stdout.
import fs from 'node:fs';

const quoted = (text) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const tidy = (text) => text.replaceAll(/\s+/gu, ' ').trim();
const rows = process.argv.slice(2).flatMap((path) =>
  JSON.parse(fs.readFileSync(path, 'utf8')).objects.NUTS.geometries.map(({ properties: p }) => [
    p.NUTS_ID,
    tidy(p.NUTS_NAME),
    tidy(p.NAME_LATN),
  ]),
);
rows.sort(([a], [b]) => (a < b ? -1 : 1));
process.stdout.write(['nuts,name,name_latin', ...rows.map((row) => row.map(quoted).join(','))].join('\n') + '\n');
