//! The proof that a site hangs together, made on every build while its pages are written.
//!
//! 1. [`Proof::look`] reads each page once, when it is made: its ids are unique, what refers to an
//!    id finds it, every link leads to something that is published, and every sum that the page
//!    marks with `data-sum` is that of the static API.
//! 2. [`Proof::finish`] looks at what needs all pages: fragments of links to other pages, whether
//!    every facility can be reached from the home page, and whether the page of every country
//!    leads to as many facilities as the API counts there.
//!
//! Of a page only numbers are kept, so that memory does not grow with its text.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasherDefault, Hasher as _};

use anyhow::{Result, bail};
use indexmap::IndexSet;
use siphasher::sip::SipHasher13;

use super::Plan;
use super::tags::{Tag, tags};
use crate::address::Address;
use crate::export::Exports;
use crate::page::PageKind;

/// So many faults are shown at most.
const SHOWN: usize = 10;

/// What pages are held against.
pub(super) struct Proof<'p> {
    plan: &'p Plan,
    /// Every address, pages first and in the order of the plan. A page has hundreds of links.
    places: IndexSet<&'p str, BuildHasherDefault<SipHasher13>>,
    /// The path of the base address, between slashes.
    base: String,
    /// The sums of the static API by their names, as pages mark them.
    sums: BTreeMap<String, usize>,
}

/// What is kept of a page.
pub(super) struct Seen {
    faults: Vec<String>,
    ids: BTreeSet<u64>,
    /// The pages that it links to, and whether from its text or from a drawing only.
    links: BTreeMap<usize, bool>,
    /// Fragments of other pages that it links to, with the link as written.
    fragments: Vec<(usize, u64, String)>,
}

impl<'p> Proof<'p> {
    /// Prepares the proof of a site.
    pub fn new(plan: &'p Plan, exports: &Exports<'_>) -> Self {
        let pages = plan.pages.iter().map(|(address, ..)| address);
        let data = plan.exports.iter().map(|(address, _)| address);
        let figures = plan.figures.iter().map(|(address, ..)| address);
        let parts = plan.parts.iter().map(|(address, ..)| address);
        let all = pages.chain(data).chain(figures).chain(parts).chain(plan.files.keys());
        let base = exports.atlas().settings().base_url.as_str();
        let host_and_path = base.split_once("://").map_or(base, |(_, rest)| rest);
        let path = host_and_path.split_once('/').map_or("", |(_, path)| path);
        Self {
            plan,
            places: all.map(Address::as_str).collect(),
            base: format!("/{path}"),
            sums: exports.sums(),
        }
    }

    /// The path of the base address, between slashes.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Reads a page, given by its place in the plan.
    pub fn look(&self, page: usize, html: &str) -> Seen {
        let address = self.plan.pages.get(page).map_or("", |(address, ..)| address.as_str());
        let mut seen = Seen {
            faults: Vec::new(),
            ids: BTreeSet::new(),
            links: BTreeMap::new(),
            fragments: Vec::new(),
        };
        let mut references: Vec<&str> = Vec::new();
        let mut full = String::new();
        tags(html, |tag| {
            for &(name, value) in tag.attributes {
                match name {
                    "id" if seen.ids.insert(fingerprint(value)) => {}
                    "id" => seen.faults.push(format!("the id `{value}` stands twice")),
                    "aria-labelledby" | "aria-describedby" | "aria-controls" | "for" | "list" => {
                        references.extend(value.split_ascii_whitespace());
                    }
                    "href" | "src" | "action" | "data" => {
                        self.link(page, (address, &mut full), tag, value, &mut seen);
                    }
                    "data-sum" => {
                        let fault = self.sum(value, tag.text);
                        seen.faults.extend(fault);
                    }
                    _ => {}
                }
            }
        });
        for id in references {
            if !seen.ids.contains(&fingerprint(id)) {
                seen.faults.push(format!("nothing has the id `{id}`"));
            }
        }
        seen
    }

    /// Follows a link of a page that stands at `from`. `full` holds where it leads, in memory that the
    /// page's links share.
    fn link(
        &self,
        page: usize,
        (from, full): (&str, &mut String),
        tag: &Tag<'_, '_>,
        link: &str,
        seen: &mut Seen,
    ) {
        if link.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'))
            || link.starts_with("//")
        {
            // A full address, or a scheme such as `mailto:`.
            return;
        }
        let (path, fragment) = link.split_once('#').map_or((link, None), |(a, b)| (a, Some(b)));
        let path = path.split('?').next().unwrap_or_default();
        let to = match path {
            "" => Some(page),
            path => resolved(from, path, &self.base, full).and_then(|full| {
                let bare =
                    full.strip_suffix("index.html").filter(|it| it.is_empty() || it.ends_with('/'));
                self.places.get_index_of(bare.unwrap_or(full))
            }),
        };
        let Some(to) = to else {
            seen.faults.push(format!("the link `{link}` leads nowhere"));
            return;
        };
        if to >= self.plan.pages.len() {
            return;
        }
        let language = |page: usize| self.plan.pages.get(page).map(|(.., language)| language);
        let says = tag.attributes.iter().any(|(name, _)| *name == "hreflang");
        if tag.name == "a" && !says && language(to) != language(page) {
            seen.faults.push(format!(
                "the link `{link}` leads to a page in another language, and does not say so"
            ));
        }
        if tag.name == "a" && to != page {
            *seen.links.entry(to).or_default() |= !tag.drawn;
        }
        if let Some(fragment) = fragment.filter(|it| !it.is_empty() && *it != "top") {
            seen.fragments.push((to, fingerprint(fragment), link.to_owned()));
        }
    }

    /// Holds a marked number against the API's.
    fn sum(&self, name: &str, text: &str) -> Option<String> {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let shown = digits.parse::<usize>().ok();
        match (self.sums.get(name), shown) {
            (Some(sum), Some(shown)) if *sum == shown => None,
            (Some(sum), _) => {
                Some(format!("it shows `{text}` for `{name}`, and the static API has {sum}"))
            }
            (None, _) => Some(format!("the static API has no sum `{name}`")),
        }
    }

    /// Looks at all pages together, in the order of the plan.
    ///
    /// # Errors
    /// All faults of all pages, the first of many only.
    pub fn finish(&self, seen: &[Seen], exports: &Exports<'_>) -> Result<()> {
        let mut faults: Vec<(usize, String)> = Vec::new();
        for (page, one) in seen.iter().enumerate() {
            faults.extend(one.faults.iter().map(|fault| (page, fault.clone())));
            let gone = one.fragments.iter().filter(|(to, fragment, _)| {
                seen.get(*to).is_none_or(|there| !there.ids.contains(fragment))
            });
            faults.extend(gone.map(|(_, _, link)| {
                (page, format!("the link `{link}` leads to a page that has no such place"))
            }));
        }
        let reached = reached(seen);
        let atlas = exports.atlas();
        let facility_at: BTreeMap<usize, &str> = (0..)
            .zip(&self.plan.pages)
            .filter_map(|(page, (_, kind, _))| match kind {
                PageKind::Facility(index) => Some((page, atlas.facility(*index).id.country())),
                _ => None,
            })
            .collect();
        faults.extend(
            facility_at
                .keys()
                .filter(|page| !reached.contains(page))
                .map(|&page| (page, "no way leads here from the home page".to_owned())),
        );
        for (page, (_, kind, _)) in self.plan.pages.iter().enumerate() {
            let (PageKind::Country(code), Some(one)) = (kind, seen.get(page)) else { continue };
            let folder = code.folder();
            let listed = one
                .links
                .iter()
                .filter(|(to, in_text)| **in_text && facility_at.get(to) == Some(&&*folder));
            let sum = self.sums.get(&format!("{folder}.all")).copied().unwrap_or_default();
            let listed = listed.count();
            if listed != sum {
                faults.push((
                    page,
                    format!("it leads to {listed} facilities, and the static API counts {sum}"),
                ));
            }
        }
        self.report(&faults)
    }

    fn report(&self, faults: &[(usize, String)]) -> Result<()> {
        if faults.is_empty() {
            return Ok(());
        }
        let line = |(page, fault): &(usize, String)| {
            let address = self.plan.pages.get(*page).map_or("", |(address, ..)| address.as_str());
            format!("\n  /{address}: {fault}")
        };
        let shown: String = faults.iter().take(SHOWN).map(line).collect();
        let more = faults.len().saturating_sub(SHOWN);
        let more = if more > 0 { format!("\n  and {more} more") } else { String::new() };
        bail!(
            "the site does not hang together, and was not published:{shown}{more}\nhelp: look at \
             the template or the text that the page is made from; what was published before stays"
        );
    }
}

/// The pages that links lead to from the first page on.
fn reached(seen: &[Seen]) -> BTreeSet<usize> {
    let mut reached = BTreeSet::from([0]);
    let mut waiting = vec![0];
    while let Some(page) = waiting.pop() {
        let links = seen.get(page).into_iter().flat_map(|one| one.links.keys());
        waiting.extend(links.copied().filter(|&to| reached.insert(to)));
    }
    reached
}

/// Where a link from a page leads, below the base; none where it leaves it. What is put together for
/// it stands in `full`.
fn resolved<'f>(from: &str, path: &'f str, base: &str, full: &'f mut String) -> Option<&'f str> {
    if path.starts_with('/') {
        return path.strip_prefix(base);
    }
    // Up from the page's folder, then down.
    let mut folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut rest = path;
    loop {
        if let Some(after) = rest.strip_prefix("../") {
            rest = after;
        } else if rest == ".." {
            rest = "";
        } else {
            break;
        }
        if folder.is_empty() {
            return None;
        }
        folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
    }
    full.clear();
    full.push_str(folder);
    if !folder.is_empty() {
        full.push('/');
    }
    full.push_str(rest.strip_prefix("./").unwrap_or(rest));
    Some(full)
}

fn fingerprint(text: &str) -> u64 {
    let mut hasher = SipHasher13::new();
    hasher.write(text.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::{Seen, reached, resolved};

    #[test]
    fn what_no_way_leads_to_is_not_reached() {
        let page = |links: &[usize]| Seen {
            faults: Vec::new(),
            ids: BTreeSet::new(),
            links: links.iter().map(|&to| (to, true)).collect::<BTreeMap<_, _>>(),
            fragments: Vec::new(),
        };
        // 3 and 4 lead to each other, and to the first page, but nothing leads to them.
        let seen = [page(&[1]), page(&[2, 0]), page(&[1]), page(&[4, 0]), page(&[3])];
        assert_eq!(reached(&seen), BTreeSet::from([0, 1, 2]));
    }

    #[test]
    fn links_lead_where_a_browser_goes() {
        // Expected: as the URL standard resolves them, held against the crate `url`.
        let base = url::Url::parse("https://atlas.invalid/sub/").unwrap();
        for (from, link) in [
            ("facilities/nl/x/", "../../../countries/nl/"),
            ("facilities/nl/x/", "../../../"),
            ("facilities/nl/x/", "../y/"),
            ("", "./data/"),
            ("", "data/facilities.csv"),
            ("404.html", "/sub/countries/"),
            ("changes/", "../api/v1/changes.json"),
            ("changes/", "./"),
        ] {
            let url = base.join(from).unwrap().join(link).unwrap();
            let expected = url.as_str().strip_prefix(base.as_str());
            assert_eq!(
                resolved(from, link, "/sub/", &mut String::new()),
                expected,
                "{from} {link}"
            );
        }
        for outside in ["../../x", "/elsewhere/"] {
            assert_eq!(resolved("changes/", outside, "/sub/", &mut String::new()), None);
        }
    }
}
