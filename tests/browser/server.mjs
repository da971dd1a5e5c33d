// A static server for the built site, on loopback only: what a host would do with output/, its
// `_headers` and 404 page included. Compresses, so that weights are what a reader transfers.

import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { existsSync, readFileSync } from "node:fs";
import { extname, join, normalize, sep } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".geojson": "application/geo+json",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".jsonld": "application/ld+json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".xml": "application/xml",
  ".yaml": "text/yaml; charset=utf-8",
};

const COMPRESSED = /^(text|image\/svg|application\/(json|geo|ld|manifest|xml))/;

/**
 * Serves `folder` at a free port, below the path that the site was built for; gives its address
 * without the last slash, and a function that stops it.
 */
export async function serve(folder) {
  const base = builtFor(folder);
  const rules = readHeaders(join(folder, "_headers"));
  const server = createServer(async (request, response) => {
    const whole = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const path = whole.startsWith(`${base}/`) ? whole.slice(base.length) : "/nothing-here";
    let file = normalize(join(folder, path.endsWith("/") ? `${path}index.html` : path));
    let status = 200;
    const inside = file.startsWith(normalize(folder) + sep);
    if (!inside || !(await stat(file).catch(() => null))?.isFile()) {
      status = 404;
      file = join(folder, "404.html");
    }
    const body = await readFile(file).catch(() => Buffer.from("not found"));
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    for (const { pattern, headers } of rules) {
      if (pattern.test(path)) for (const [name, value] of headers) response.setHeader(name, value);
    }
    response.setHeader("content-type", type);
    const compress = COMPRESSED.test(type) && /gzip/.test(request.headers["accept-encoding"] ?? "");
    if (compress) response.setHeader("content-encoding", "gzip");
    response.writeHead(status);
    response.end(compress ? gzipSync(body) : body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = () => {
    server.closeAllConnections?.();
    server.close();
  };
  return { origin: `http://127.0.0.1:${server.address().port}${base}`, stop };
}

/** The path of the home page's canonical address, without the last slash. */
function builtFor(folder) {
  const home = readFileSync(join(folder, "index.html"), "utf8");
  const canonical = home.match(/<link[^>]*rel="?canonical[^>]*>/)[0].match(/href="([^"]+)"/)[1];
  return new URL(canonical).pathname.replace(/\/$/, "");
}

/** The rules of a `_headers` file: a path with `*` on a line, its headers indented below it. */
function readHeaders(file) {
  if (!existsSync(file)) return [];
  const rules = [];
  for (const line of readFileSync(file, "utf8").split("\n")) {
    if (!line.trim() || line.trimStart().startsWith("#")) continue;
    if (/^\s/.test(line)) {
      const [, name, value] = line.match(/^\s+([^:]+):\s*(.*)$/);
      rules.at(-1).headers.push([name, value]);
    } else {
      const pattern = line.trim().split("*").map((it) => it.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
      rules.push({ pattern: new RegExp(`^${pattern.join(".*")}$`), headers: [] });
    }
  }
  return rules;
}
