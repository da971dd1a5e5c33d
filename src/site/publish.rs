//! Rendering and writing, one page in flight for each thread.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Read};
use std::path::Path;
use std::sync::OnceLock;

use anyhow::{Context as _, Result};
use rayon::prelude::*;

use super::plan::Page;
use super::proof::{Proof, Seen};
use super::stage::{Stage, Written};
use super::{Inputs, Plan, ReadFrom};
use super::{compress, folder};
use crate::address::Address;
use crate::export::{self, ExportError, Exports};
use crate::model::{Atlas, ClosedList as _, Compression};
use crate::page::{FigureForm, FigureId, Language, Once, PageKind, PagePart, Rendered, Renderer};

/// The pages of at most so many facilities are made together, so that all threads have something to
/// do until the end.
const GROUPED: usize = 8;

/// So many files, or pages in all their languages, a thread takes upon itself at a time.
const SHARE: usize = 4;

/// What was published.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Published {
    /// Pages.
    pub pages: usize,
    /// All files, the pages among them.
    pub files: usize,
    /// Their size together.
    pub bytes: u64,
    /// Files that were there before with the same content, and were left as they are.
    pub unchanged: usize,
}

/// Writes the site to a folder, all or nothing, to be read from there as `read_from` says. `inputs`
/// is what it is made from, for [`standing`](super::standing).
///
/// # Errors
/// A page that cannot be made, pages that do not hang together, or a folder that cannot be written
/// or is not ours to replace. Then what stood in the folder stands there still.
pub fn publish(
    plan: &Plan,
    renderer: &Renderer<'_>,
    exports: &Exports<'_>,
    output: &Path,
    read_from: ReadFrom,
    inputs: Inputs,
) -> Result<Published> {
    // What is read from a folder of files is not passed on by a server.
    let forms = match read_from {
        ReadFrom::Server => exports.atlas().settings().compressed.as_slice(),
        ReadFrom::Folder => &[],
    };
    let stage = Stage::open(output, compress::recipe(forms)?)?;
    let files: Vec<String> = plan.files.keys().map(|address| address.file()).collect();
    let data: Vec<String> = plan.exports.iter().map(|(address, _)| address.file()).collect();
    let figures: Vec<String> = plan.figures.iter().map(|(address, ..)| address.file()).collect();
    let parts: Vec<String> = plan.parts.iter().map(|(address, ..)| address.file()).collect();

    let write = |file: &str, content: &[u8]| -> Result<Published> {
        let written = stage.write(file, content)?;
        let bytes = u64::try_from(content.len()).unwrap_or(u64::MAX);
        let beside = compressed(&stage, forms, (file, bytes, written), || Ok(content))?;
        Ok(Published::file(written, bytes).and(beside))
    };
    let large = |file: &str, make: &dyn Fn(&mut BufWriter<File>) -> Result<(), ExportError>| {
        let (written, bytes) = stage.write_with(file, |out| Ok(make(out)?))?;
        let beside =
            compressed(&stage, forms, (file, bytes, written), || stage.open_written(file))?;
        anyhow::Ok(Published::file(written, bytes).and(beside))
    };
    let one = |(kind, file): (&export::File, &String)| {
        if kind.is_large() {
            return large(file, &|out| exports.write(*kind, out));
        }
        write(file, &exports.bytes(*kind).with_context(|| cannot_make(file))?)
    };
    let (archives, others): (Vec<_>, Vec<_>) = plan
        .exports
        .iter()
        .map(|(_, kind)| kind)
        .zip(&data)
        .partition(|(kind, _)| **kind == export::File::Archive);
    // The archive takes one thread a while, so that it is made beside the pages.
    let data = || {
        let others = others.into_par_iter().with_max_len(SHARE).map(one);
        let published = others.try_reduce(Published::default, |a, b| anyhow::Ok(a.and(b)))?;
        let made = |file| -> Result<Box<dyn Read>, ExportError> {
            Ok(Box::new(stage.open_written(&exports.address(file).file())?))
        };
        archives.iter().try_fold(published, |published, (_, file)| {
            anyhow::Ok(published.and(large(file, &|out| exports.archive(out, &made))?))
        })
    };
    let figure = |((_, id, form), file): (&(_, FigureId, FigureForm), &String)| {
        write(file, &renderer.figure_file(*id, *form).with_context(|| cannot_make(file))?)
    };
    let figures = plan.figures.par_iter().zip(&figures).with_max_len(1).map(figure);
    let part = |((_, part, language), file): (&(_, PagePart, Language), &String)| {
        write(file, &renderer.part(*language, *part).with_context(|| cannot_make(file))?)
    };
    let parts = plan.parts.par_iter().zip(&parts).with_max_len(1).map(part);
    let ready = plan.files.values().zip(&files);
    let ready = || ready.map(|(content, file)| write(file, content)).collect::<Result<Vec<_>>>();
    let pages = || {
        let (proof, groups) =
            rayon::join(|| Proof::new(plan, exports), || groups(plan, exports.atlas()));
        let seen: Vec<OnceLock<Seen>> = plan.pages.iter().map(|_| OnceLock::new()).collect();
        let page = |place: usize, once: &Once| {
            let (address, kind, language) = plan.pages.get(place).context("no such page")?;
            let mut made = renderer.render(*language, *kind, once)?;
            if read_from == ReadFrom::Folder {
                made = Rendered::alone(folder::page(&made.html, address.as_str(), proof.base()));
            }
            // Every page is made once.
            let _ = seen.get(place).context("no such page")?.set(proof.look(place, &made));
            anyhow::Ok(Published { pages: 1, ..write(&address.file(), made.html.as_bytes())? })
        };
        // Pages that share something are made by one thread, so that it is made once.
        let group = |places: &Vec<usize>| {
            let once = Once::default();
            let none = Published::default();
            places.iter().try_fold(none, |all, &place| anyhow::Ok(all.and(page(place, &once)?)))
        };
        // Small shares, so that no thread has many pages before it where another one has none left.
        let all = groups.par_iter().with_max_len(SHARE).map(group);
        let published = all.try_reduce(Published::default, |a, b| Ok(a.and(b)))?;
        anyhow::Ok((published, proof.finish(&seen, exports)))
    };
    let (data, (pages, others)) = rayon::join(data, || {
        let others = || anyhow::Ok([parts.chain(figures).collect::<Result<Vec<_>>>()?, ready()?]);
        rayon::join(pages, others)
    });
    let all = || {
        let (pages, proved) = pages?;
        let written = others?.into_iter().flatten();
        anyhow::Ok((written.fold(data?.and(pages), Published::and), proved))
    };
    let (published, proved) = all().map_err(|failure| {
        // Of a disk nothing that is made knows why.
        let of_disk = failure.chain().any(<dyn std::error::Error>::is::<io::Error>);
        let first = if of_disk { None } else { first_fault(plan, renderer, exports) };
        first.unwrap_or(failure)
    })?;
    proved?;
    stage.finish(published, inputs)?;
    Ok(published)
}

/// The places of pages that [`Once`] may serve: each page in all its languages, and with it those of
/// other facilities that are said to stand in the same spot of the same country.
fn groups(plan: &Plan, atlas: &Atlas) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    // For each spot the group that is not full yet, and how many facilities are in it.
    let mut at: BTreeMap<_, (usize, usize)> = BTreeMap::new();
    for group in plan.in_languages() {
        let first = group.first().and_then(|&place| plan.pages.get(place));
        if let Some((_, PageKind::Facility(index), _)) = first {
            let location = &atlas.facility(*index).location;
            let spot = [location.coordinates.latitude(), location.coordinates.longitude()];
            let spot = (location.country, spot.map(f64::to_bits));
            let (there, facilities) = at.get(&spot).copied().unwrap_or_default();
            if (1..GROUPED).contains(&facilities) {
                at.insert(spot, (there, facilities + 1));
                groups[there].extend(group);
                continue;
            }
            at.insert(spot, (groups.len(), 1));
        }
        groups.push(group);
    }
    groups
}

/// Why the first page cannot be made that cannot, or else the first other file: of many, threads do not meet
/// the same one first in every build.
fn first_fault(
    plan: &Plan,
    renderer: &Renderer<'_>,
    exports: &Exports<'_>,
) -> Option<anyhow::Error> {
    let page =
        |(_, kind, language): &Page| renderer.render(*language, *kind, &Once::default()).err();
    let of = |address: &Address, made: Result<Vec<u8>>| {
        made.with_context(|| cannot_make(&address.file())).err()
    };
    let part = |(address, part, language): &(Address, PagePart, Language)| {
        of(address, renderer.part(*language, *part))
    };
    let figure = |(address, id, form): &(Address, FigureId, FigureForm)| {
        of(address, renderer.figure_file(*id, *form))
    };
    let small = plan.exports.par_iter().filter(|(_, kind)| !kind.is_large());
    let data = |(address, kind): &(Address, export::File)| {
        of(address, exports.bytes(*kind).map_err(Into::into))
    };
    let pages = plan.pages.par_iter().find_map_first(page);
    pages
        .or_else(|| plan.parts.par_iter().find_map_first(part))
        .or_else(|| plan.figures.par_iter().find_map_first(figure))
        .or_else(|| small.find_map_first(data))
}

fn cannot_make(file: &str) -> String {
    format!("cannot make `/{file}`")
}

/// Compresses a file that has been written, in each form that it becomes smaller by. One that has not
/// changed need not be compressed again.
fn compressed<R: Read>(
    stage: &Stage,
    forms: &[Compression],
    (file, size, written): (&str, u64, Written),
    content: impl Fn() -> io::Result<R>,
) -> Result<Published> {
    let mut published = Published::default();
    for form in forms.iter().filter(|_| compress::shrinks(file)) {
        let beside = format!("{file}.{}", form.slug());
        let old = (written == Written::Unchanged).then(|| stage.link_compressed(&beside)).flatten();
        if let Some(bytes) = old {
            published = published.and(Published::file(Written::Unchanged, bytes));
        } else if let Some(bytes) = compress::compressed(*form, &mut content()?, size)? {
            let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            published = published.and(Published::file(stage.write(&beside, &bytes)?, length));
        }
    }
    Ok(published)
}

impl Published {
    fn file(written: Written, bytes: u64) -> Self {
        let unchanged = usize::from(written == Written::Unchanged);
        Self { pages: 0, files: 1, bytes, unchanged }
    }

    fn and(self, other: Self) -> Self {
        Self {
            pages: self.pages + other.pages,
            files: self.files + other.files,
            bytes: self.bytes + other.bytes,
            unchanged: self.unchanged + other.unchanged,
        }
    }
}
