//! Files compressed beforehand, beside those of the site: `index.html.br` beside `index.html`.
//!
//! A server that finds them passes them on as they are, and need not compress a file for every reader.
//! The same content gives the same bytes, on any machine and however many threads there are.

use std::hash::Hasher as _;
use std::io::{self, Read};

use siphasher::sip::SipHasher13;

use crate::model::Compression;

/// Whether this program can compress files.
pub const CAN_COMPRESS: bool = cfg!(feature = "compressed");

/// Endings of files that are text, and so become much smaller. Pictures, archives and workbooks are
/// compressed already.
const TEXTS: [&str; 17] = [
    "cff",
    "css",
    "csv",
    "geojson",
    "html",
    "ics",
    "js",
    "json",
    "jsonld",
    "sqlite",
    "svg",
    "txt",
    "webmanifest",
    "xml",
    "xsl",
    "yaml",
    "yml",
];

/// Whether a file becomes smaller.
pub fn shrinks(file: &str) -> bool {
    file.rsplit_once('.').is_some_and(|(_, ending)| TEXTS.contains(&ending))
}

/// A fingerprint of the ways to compress: what the same ways have made of a file before need not be
/// made again. It changes with this file, and with what the packages behind it make of a text.
///
/// # Errors
/// As [`compressed`].
pub fn recipe(forms: &[Compression]) -> io::Result<Option<u64>> {
    const SAMPLE: &str = include_str!("compress.rs");
    if forms.is_empty() {
        return Ok(None);
    }
    let mut hasher = SipHasher13::new();
    hasher.write(SAMPLE.as_bytes());
    for form in forms {
        let size = u64::try_from(SAMPLE.len()).unwrap_or(u64::MAX);
        hasher.write(&compressed(*form, &mut SAMPLE.as_bytes(), size)?.unwrap_or_default());
    }
    Ok(Some(hasher.finish()))
}

/// The bytes of a file of some size in a form; `None` where they are no fewer than its own.
///
/// # Errors
/// Where the content cannot be read, or is not of that size.
#[cfg(feature = "compressed")]
pub fn compressed(
    form: Compression,
    content: &mut dyn Read,
    size: u64,
) -> io::Result<Option<Vec<u8>>> {
    use std::io::Write as _;

    // Levels beyond which a page becomes smaller by one in a hundred, for three times the work and
    // more. Zstandard makes room for the size that it is told, and for far more where it is told none.
    let bytes = match form {
        Compression::Gzip => {
            let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(9));
            in_pieces(content, |piece| out.write_all(piece))?;
            out.finish()?
        }
        Compression::Brotli => {
            let mut out = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 6, 22);
            in_pieces(content, |piece| out.write_all(piece))?;
            out.into_inner()
        }
        Compression::Zstandard => {
            let mut out = zstd::Encoder::new(Vec::new(), 15)?;
            out.set_pledged_src_size(Some(size))?;
            in_pieces(content, |piece| out.write_all(piece))?;
            out.finish()?
        }
    };
    let smaller = u64::try_from(bytes.len()).is_ok_and(|length| length < size);
    Ok(smaller.then_some(bytes))
}

#[cfg(not(feature = "compressed"))]
pub fn compressed(_: Compression, _: &mut dyn Read, _: u64) -> io::Result<Option<Vec<u8>>> {
    Err(io::Error::other("this program was built without `--features compressed`"))
}

/// Takes a content in pieces of one size, always: how small a file becomes depends on it.
#[cfg(feature = "compressed")]
fn in_pieces(
    content: &mut dyn Read,
    mut take: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    const PIECE: u64 = 4 << 20;
    let mut piece = Vec::new();
    loop {
        piece.clear();
        if content.take(PIECE).read_to_end(&mut piece)? == 0 {
            return Ok(());
        }
        take(&piece)?;
    }
}
