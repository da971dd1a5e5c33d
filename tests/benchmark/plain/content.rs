//! The same records as content for Hugo (`../hugo/`), which needs them beforehand.
//!
//! A record becomes the front matter of a page and its summary the text below, as somebody who works
//! with Hugo would write it. Hugo has no spatial index, so that it is given the nearest others of each
//! facility; that favours it, as does that nothing is checked there.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use atmp_atlas::check::{self, Choices};
use atmp_atlas::finding::Findings;
use atmp_atlas::load;
use atmp_atlas::model::{Atlas, ClosedList as _, FacilityIndex, TermDetail};
use serde_json::{Map, Value, json};

use super::near;

/// Writes `content/` and `data/` of a Hugo site.
pub fn write(root: &Path, to: &Path) -> Result<()> {
    let mut findings = Findings::default();
    let project = load::read(root, &mut findings)?;
    let atlas = check::atlas(&project, &Choices::default(), &mut findings)?;
    let atlas = atlas.with_context(|| crate::faults(&findings, &project))?;
    let near = near::Index::new(&atlas).all();
    let texts = project.record_texts();
    for (index, facility) in atlas.indexed() {
        let text = texts.get(&facility.id).context("a record without a text")?;
        let file = to.join(format!("content/facilities/{}.md", facility.id));
        fs::create_dir_all(file.parent().unwrap_or(to))?;
        fs::write(file, page(&atlas, index, text, &near[index.get()])?)?;
    }
    fs::write(to.join("content/facilities/_index.md"), "---\ntitle: Facilities\n---\n")?;
    let data = to.join("data");
    fs::create_dir_all(&data)?;
    fs::write(data.join("words.json"), serde_json::to_vec(&words(&atlas))?)?;
    let settings = atlas.settings();
    let settings =
        json!({"as_of": settings.as_of.to_string(), "description": settings.description});
    fs::write(data.join("settings.json"), serde_json::to_vec(&settings)?)?;
    Ok(())
}

/// What terms are called, found by vocabulary and slug as templates of Hugo's find it best.
fn words(atlas: &Atlas) -> Value {
    let vocabularies = atlas.vocabularies();
    let (mut labels, mut inverse, mut language) = (Map::new(), Map::new(), Map::new());
    let mut roles = Vec::new();
    for vocabulary in vocabularies.iter() {
        let mut here = Map::new();
        for entry in &vocabulary.terms {
            here.insert(entry.slug.to_string(), entry.label.clone().into());
            match &entry.detail {
                TermDetail::Relation { inverse: label, .. } => {
                    inverse.insert(entry.slug.to_string(), label.clone().into());
                }
                TermDetail::Country(detail) => {
                    language.insert(entry.slug.to_string(), detail.language.clone().into());
                }
                _ => {}
            }
            if vocabulary.name == super::ROLES {
                roles.push(entry.slug.to_string());
            }
        }
        labels.insert(vocabulary.name.slug().replace('-', "_"), here.into());
    }
    json!({"labels": labels, "inverse": inverse, "language": language, "roles": roles})
}

/// A record as a page of Hugo's.
fn page(atlas: &Atlas, index: FacilityIndex, record: &str, near: &[near::Near]) -> Result<String> {
    let facility = atlas.facility(index);
    // The made-up records have their summary on the line below its name.
    let (before, rest) = record.split_once("\nsummary: >-\n").context("no summary")?;
    let (summary, after) = rest.split_once('\n').context("nothing after the summary")?;
    if !after.starts_with("provenance:") {
        bail!("a summary of several lines in {}", facility.id);
    }
    let mut text = format!("---\nid: {}\n", facility.id);
    let _ = writeln!(text, "title: {:?}", facility.name);
    let _ = writeln!(text, "countries: [{}]", facility.location.country.folder());
    let _ = writeln!(text, "{before}\n{}\nnear:", after.trim_end());
    for near in near {
        let other = atlas.facility(near.facility);
        let _ = writeln!(text, "  - {{id: {}, km: {:.1}}}", other.id, near.km);
    }
    let _ = write!(text, "---\n{}\n", summary.trim());
    Ok(text)
}
