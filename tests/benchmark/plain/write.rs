//! Rendering and writing, one page in flight for each thread.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use atmp_atlas::address::Address;
use atmp_atlas::model::FacilityIndex;
use atmp_atlas::site::Published;
use rayon::prelude::*;

use super::{Site, facility, lists};
use crate::meter::Meter;

/// The folder that is written to, and what was written.
struct Stage {
    folder: PathBuf,
    files: AtomicUsize,
    bytes: AtomicU64,
    /// Nanoseconds of all threads.
    rendering: AtomicU64,
    writing: AtomicU64,
}

impl Stage {
    /// Renders a file and writes it.
    fn file(&self, path: &str, render: impl FnOnce() -> Result<Vec<u8>>) -> Result<()> {
        let began = Instant::now();
        let content = render().with_context(|| format!("cannot make `{path}`"))?;
        let rendered = Instant::now();
        let file = self.folder.join(path);
        let written = fs::create_dir_all(file.parent().unwrap_or(&self.folder))
            .and_then(|()| fs::write(&file, &content));
        written.with_context(|| format!("cannot write `{}`", file.display()))?;
        let nanoseconds = |time: Duration| u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
        self.rendering.fetch_add(nanoseconds(rendered - began), Ordering::Relaxed);
        self.writing.fetch_add(nanoseconds(rendered.elapsed()), Ordering::Relaxed);
        self.files.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(u64::try_from(content.len())?, Ordering::Relaxed);
        Ok(())
    }

    /// The same for a page, by its path from the site's first page on.
    fn page(&self, path: &str, render: impl FnOnce() -> Result<String>) -> Result<()> {
        self.file(&format!("{path}index.html"), || render().map(String::into_bytes))
    }
}

/// Makes every file of the site in a folder beside the output, which is renamed when all is written.
pub fn all(site: &Site<'_>, output: &Path, meter: &mut Meter) -> Result<Published> {
    let stage = Stage {
        folder: output.with_extension("next"),
        files: AtomicUsize::new(0),
        bytes: AtomicU64::new(0),
        rendering: AtomicU64::new(0),
        writing: AtomicU64::new(0),
    };
    let indices: Vec<FacilityIndex> = site.atlas.indexed().map(|(index, _)| index).collect();
    indices.par_iter().try_for_each(|&index| {
        let path = Address::facility(&site.atlas.facility(index).id).to_string();
        stage.page(&path, || facility::render(site, index))
    })?;
    site.countries.par_iter().try_for_each(|(_, country)| {
        let path = format!("countries/{}/", country.folder);
        stage.page(&path, || lists::country(site, country))
    })?;
    indices.par_chunks(lists::PAGE).enumerate().try_for_each(|(before, facilities)| {
        let number = before + 1;
        stage.page(&lists::path(number), || lists::all(site, number, facilities))
    })?;
    stage.page("", || lists::home(site))?;
    stage.file("sitemap.xml", || Ok(lists::sitemap(site).into_bytes()))?;
    stage.file("feed.xml", || Ok(lists::feed(site).into_bytes()))?;
    stage.file("index.json", || lists::index(site))?;
    stage.file("style.css", || Ok(include_bytes!("style.css").to_vec()))?;
    stage.file("favicon.svg", || Ok(include_bytes!("favicon.svg").to_vec()))?;
    fs::rename(&stage.folder, output)?;
    let threads = rayon::current_num_threads() as f64;
    let seconds = |time: AtomicU64| time.into_inner() as f64 / 1e9 / threads;
    meter.stage("render and write");
    meter.part("render", seconds(stage.rendering));
    meter.part("write", seconds(stage.writing));
    let pages = indices.len() + site.countries.len() + site.pages() + 1;
    let (files, bytes) = (stage.files.into_inner(), stage.bytes.into_inner());
    Ok(Published { pages, files, bytes, unchanged: 0 })
}
