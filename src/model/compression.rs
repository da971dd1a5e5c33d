//! Forms in which files stand compressed beside those of the site, for servers that pass them on as
//! they are.

use super::closed_list::closed_list;

closed_list! {
    /// A form that browsers ask for by its name in `Accept-Encoding`.
    pub enum Compression {
        /// Gzip, RFC 1952: every browser.
        Gzip = "gz",
        /// Brotli, RFC 7932: smaller; every browser over HTTPS.
        Brotli = "br",
        /// Zstandard, RFC 8878: as small, and faster to read; newer browsers.
        Zstandard = "zst",
    }
}
