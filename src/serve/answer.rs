//! What is sent back.

use std::path::Path;
use std::sync::Arc;

/// An answer to a request.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    /// The number that says how it went.
    pub status: u16,
    /// What is said of the body.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Arc<[u8]>,
}

impl Answer {
    /// A body of a type.
    pub fn new(status: u16, kind: &str, body: impl Into<Arc<[u8]>>) -> Self {
        let headers = vec![("Content-Type".to_owned(), kind.to_owned())];
        Self { status, headers, body: body.into() }
    }

    /// A short text for people and programs.
    pub fn text(status: u16, text: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", format!("{text}\n").into_bytes())
    }

    /// The way to another address, with a body for those who do not follow.
    pub fn moved(to: &str, body: Self) -> Self {
        // For a preview nothing is for ever, so that it is never a 301.
        Self { status: 302, ..body }.with("Location", to)
    }

    /// The same with one more header.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The words that belong to the number.
    pub fn reason(&self) -> &'static str {
        match self.status {
            200 => "OK",
            302 => "Found",
            400 => "Bad Request",
            404 => "Not Found",
            405 => "Method Not Allowed",
            414 => "URI Too Long",
            421 => "Misdirected Request",
            431 => "Request Header Fields Too Large",
            503 => "Service Unavailable",
            _ => "Internal Server Error",
        }
    }
}

/// The media type of a file, by its name (<https://www.iana.org/assignments/media-types/>).
pub(super) fn media_type(file: &str) -> &'static str {
    let ending = Path::new(file).extension().and_then(|it| it.to_str()).unwrap_or_default();
    match ending {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "jsonld" => "application/ld+json",
        "geojson" => "application/geo+json",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "yaml" | "cff" => "text/plain; charset=utf-8",
        "xml" => "application/xml",
        "ics" => "text/calendar; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "zip" => "application/zip",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "sqlite" => "application/vnd.sqlite3",
        _ => "application/octet-stream",
    }
}
