//! Files for search engines and web hosts.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::plan::Page;
use crate::address::Address;
use crate::model::Atlas;
use crate::page::{POLICY, PageKind};

/// `sitemap.xml`, `robots.txt`, `_headers`.
pub(super) fn files(atlas: &Atlas, pages: &[Page]) -> BTreeMap<Address, Vec<u8>> {
    let base = atlas.settings().base_url.as_str();
    let files = [
        ("sitemap.xml", sitemap(base, pages)),
        ("robots.txt", format!("User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n")),
        ("_headers", headers(pages)),
    ];
    files.map(|(name, text)| (Address::file_at(name), text.into_bytes())).into_iter().collect()
}

/// Every page with its full address (<https://www.sitemaps.org/protocol.html>).
fn sitemap(base: &str, pages: &[Page]) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let base = base.replace('&', "&amp;").replace('<', "&lt;");
    let lasting = pages.iter().filter(|(_, kind, _)| kind.is_listed());
    for (address, ..) in lasting {
        xml.extend(["<url><loc>", &base, address.as_str(), "</loc></url>\n"]);
    }
    xml.push_str("</urlset>\n");
    xml
}

/// Headers in the form that several hosts of static sites read. Where several rules fit an address,
/// some hosts send the headers of all of them, and then the strictest policy holds: so each folder
/// has a rule of its own, and only that of the figures for other sites lets itself be framed.
fn headers(pages: &[Page]) -> String {
    let mut text = "/*\n  Referrer-Policy: strict-origin-when-cross-origin\n  \
                    X-Content-Type-Options: nosniff\n  \
                    Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), \
                    usb=()\n"
        .to_owned();
    let mut places = BTreeMap::from([("/".to_owned(), "'self'")]);
    let mut last = None;
    for (address, kind, _) in pages {
        let who = if matches!(kind, PageKind::Embed(_)) { "*" } else { "'self'" };
        let folder = address.as_str().split_once('/').map(|(folder, _)| folder);
        // Pages of one folder mostly stand in a row.
        if folder.is_some() && last.replace((folder, who)) == Some((folder, who)) {
            continue;
        }
        let place = folder.map_or_else(|| format!("/{address}"), |folder| format!("/{folder}/*"));
        places.insert(place, who);
    }
    // Drawings that stand alone carry their own style sheet, and need nothing else.
    text += "\n/downloads/*\n  Content-Security-Policy: default-src 'none'; style-src \
             'unsafe-inline'; base-uri 'none'; form-action 'none'\n";
    for (place, who) in places {
        // Writing to a string cannot fail.
        let _ =
            write!(text, "\n{place}\n  Content-Security-Policy: {POLICY}; frame-ancestors {who}\n");
    }
    text + "\n/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n"
}
