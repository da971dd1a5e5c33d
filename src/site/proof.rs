//! The proof that a site hangs together, made on every build while its pages are written.
//!
//! 1. [`Proof::look`] reads each page once, when it is made: its ids are unique, what refers to an
//!    id finds it, every link leads to something that is published, and every sum that the page
//!    marks with `data-sum` is that of the static API.
//! 2. [`Proof::finish`] looks at what needs all pages: fragments of links to other pages, whether
//!    every facility can be reached from the home page, and whether the page of every country
//!    leads to as many facilities as the API counts there.
//!
//! Of a page only numbers are kept, so that memory does not grow with its text. What stands around pages
//! is the same on thousands of them, and read once ([`Frame`]).

use std::collections::BTreeMap;
use std::hash::BuildHasher as _;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use anyhow::{Result, bail};
use foldhash::{fast, quality};
use indexmap::{IndexMap, IndexSet};
use memchr::memchr2;

use super::Plan;
use super::tags::{is_link, tags};
use crate::address::Address;
use crate::export::Exports;
use crate::page::{Language, PageKind, Rendered, SharedFrame};

/// So many faults are shown at most.
const SHOWN: usize = 10;

/// What pages are held against.
pub(super) struct Proof<'p> {
    plan: &'p Plan,
    /// Every address, pages first and in the order of the plan. A page has hundreds of links.
    places: IndexSet<&'p str, fast::FixedState>,
    /// The path of the base address, between slashes.
    base: String,
    /// The sums of the static API by their names, as pages mark them.
    sums: IndexMap<String, usize, fast::FixedState>,
    /// The frames that were met, by their numbers and the language and depth of the page, since the same
    /// links lead elsewhere from there.
    frames: Mutex<BTreeMap<(usize, Language, usize), Met>>,
}

/// What is kept of a page.
pub(super) struct Seen {
    faults: Vec<String>,
    /// In order.
    ids: Box<[u64]>,
    /// The pages that it links to, in order.
    links: Box<[Link]>,
    /// Fragments of other pages that it links to, with the link as written.
    fragments: Vec<(usize, u64, String)>,
}

/// A link to another page, in four bytes: there are as many as all pages have links.
#[derive(Clone, Copy)]
struct Link(u32);

impl Link {
    /// `in_text` where it is not in a drawing only. No site has two thousand million pages.
    fn new(to: usize, in_text: bool) -> Self {
        Self((to as u32) << 1 | u32::from(in_text))
    }

    /// The page, by its place in the plan.
    fn to(self) -> usize {
        (self.0 >> 1) as usize
    }

    fn in_text(self) -> bool {
        self.0 & 1 == 1
    }
}

/// What is found on a page while it is read.
#[derive(Default)]
struct Found<'h> {
    faults: Vec<String>,
    ids: Vec<(u64, &'h str)>,
    /// Ids that something on the page refers to.
    references: Vec<&'h str>,
    /// Links to places of the page itself: fragment, and the link as written.
    own: Vec<(&'h str, &'h str)>,
    /// Links to other pages, and to the page itself.
    links: Vec<Link>,
    fragments: Vec<(usize, u64, String)>,
}

/// A frame that was met.
#[derive(Clone)]
struct Met {
    /// What was found in it; none for one that has to be read on every page anew.
    found: Option<Arc<Frame>>,
    /// Held, so that no other one has its number.
    _frame: SharedFrame,
}

/// What was found in a frame, which is the same on all pages that have it.
struct Frame {
    faults: Vec<String>,
    ids: Vec<(u64, String)>,
    references: Vec<String>,
    own: Vec<(String, String)>,
    links: Vec<Link>,
    fragments: Vec<(usize, u64, String)>,
    /// The gaps that are the whole of a link.
    links_in_gaps: Vec<usize>,
}

/// What an attribute is for the proof.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    /// Where something leads.
    Link,
    /// In which language that is.
    LinkLanguage,
    /// What the tag is called.
    Id,
    /// What it refers to, by ids.
    References,
    /// Which sum the tag shows.
    Sum,
}

/// A start tag, with those of its attributes that are looked at.
type Tag<'h, 'a> = super::tags::Tag<'h, 'a, Says>;

/// What stands for each gap of a frame that is read: the letter by which templates are given their gaps, so
/// that nothing else in a frame has it.
const GAP: char = '\u{e000}';

/// Where a page stands, while it is read.
struct Reading<'p> {
    language: Language,
    way: Way<'p>,
}

impl<'p> Proof<'p> {
    /// Prepares the proof of a site.
    pub fn new(plan: &'p Plan, exports: &Exports<'_>) -> Self {
        let base = exports.atlas().settings().base_url.as_str();
        let host_and_path = base.split_once("://").map_or(base, |(_, rest)| rest);
        let path = host_and_path.split_once('/').map_or("", |(_, path)| path);
        Self {
            plan,
            places: plan.addresses().map(Address::as_str).collect(),
            base: format!("/{path}"),
            sums: exports.sums(),
            frames: Mutex::default(),
        }
    }

    /// The path of the base address, between slashes.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Reads a page, given by its place in the plan.
    pub fn look(&self, page: usize, made: &Rendered) -> Seen {
        let planned = self.plan.pages.get(page);
        let mut reading = Reading {
            language: planned.map_or(Language::ENGLISH, |(.., language)| *language),
            way: Way::from(planned.map_or("", |(address, ..)| address.as_str())),
        };
        let frame = self.frame(&mut reading, made);
        let mut found = Found::default();
        match &frame {
            None => self.read(&mut reading, &made.html, &mut found),
            Some(frame) => {
                frame.tell(&mut found);
                for own in &made.own {
                    let own = made.html.get(own.clone()).unwrap_or_default();
                    self.read(&mut reading, own, &mut found);
                }
            }
        }
        found.seen(page)
    }

    /// What the frame of a page says; none where the page has to be read as a whole.
    fn frame(&self, reading: &mut Reading<'_>, made: &Rendered) -> Option<Arc<Frame>> {
        let frame = made.frame.as_ref()?;
        let key = (frame.number(), reading.language, reading.way.folders.len());
        let known = || self.frames.lock().unwrap_or_else(PoisonError::into_inner);
        let met = known().get(&key).cloned();
        let met = met.unwrap_or_else(|| {
            let found = self.read_frame(reading, &with_gaps(made)).map(Arc::new);
            let met = Met { found, _frame: frame.clone() };
            known().insert(key, met.clone());
            met
        });
        let found = met.found?;
        let whole = |gap: &usize| made.html.get(made.own.get(*gap)?.clone());
        let elsewhere = |gap| whole(gap).is_some_and(leads_elsewhere);
        found.links_in_gaps.iter().all(elsewhere).then_some(found)
    }

    /// Reads a frame with marks for its gaps; none where what is asked of a page hangs on what stands in
    /// them, or a link on where the page stands. Gaps stand between tags or in quoted values, as the rules
    /// for templates have it.
    fn read_frame(&self, reading: &mut Reading<'_>, text: &str) -> Option<Frame> {
        let further = usize::from(reading.language != Language::ENGLISH);
        let up = "../".repeat(reading.way.folders.len().saturating_sub(further));
        let mut found = Found::default();
        let mut links_in_gaps = Vec::new();
        let mut alike = true;
        tags(text, Says::of, |tag| {
            for &(says, value) in tag.attributes {
                if says == Says::Link && value.strip_prefix(GAP) == Some("") {
                    let before = value.as_ptr() as usize - text.as_ptr() as usize;
                    links_in_gaps.push(text[..before].matches(GAP).count());
                    continue;
                }
                let at_base = value.starts_with(['/', '#', '?'])
                    || value.starts_with(&up)
                    || leads_elsewhere(value);
                alike &= !value.contains(GAP) && says != Says::Sum;
                alike &= says != Says::Link || at_base;
                self.take(reading, tag, (says, value), &mut found);
            }
        });
        alike.then(|| Frame {
            faults: found.faults,
            ids: found.ids.into_iter().map(|(id, name)| (id, name.to_owned())).collect(),
            references: found.references.into_iter().map(str::to_owned).collect(),
            own: found.own.into_iter().map(|(to, link)| (to.to_owned(), link.to_owned())).collect(),
            links: found.links,
            fragments: found.fragments,
            links_in_gaps,
        })
    }

    /// Reads a page, or a part of one.
    fn read<'h>(&self, reading: &mut Reading<'_>, html: &'h str, found: &mut Found<'h>) {
        tags(html, Says::of, |tag| {
            for &attribute in tag.attributes {
                self.take(reading, tag, attribute, found);
            }
        });
    }

    /// Notes what one attribute says.
    fn take<'h>(
        &self,
        reading: &mut Reading<'_>,
        tag: &Tag<'h, '_>,
        (says, value): (Says, &'h str),
        found: &mut Found<'h>,
    ) {
        match says {
            Says::Link => self.link(reading, tag, value, found),
            Says::LinkLanguage => {}
            Says::Id => found.ids.push((fingerprint(value), value)),
            Says::References => found.references.extend(value.split_ascii_whitespace()),
            Says::Sum => found.faults.extend(self.sum(value, tag.text())),
        }
    }

    /// Follows a link of a page.
    fn link<'h>(
        &self,
        reading: &mut Reading<'_>,
        tag: &Tag<'h, '_>,
        link: &'h str,
        found: &mut Found<'h>,
    ) {
        if leads_elsewhere(link) {
            return;
        }
        let (path, fragment) = match memchr2(b'?', b'#', link.as_bytes()) {
            None => (link, None),
            Some(ends) => {
                let (path, rest) = link.split_at(ends);
                (path, rest.split_once('#').map(|(_, fragment)| fragment))
            }
        };
        let fragment = fragment.filter(|it| !it.is_empty() && *it != "top");
        if path.is_empty() {
            found.own.extend(fragment.map(|fragment| (fragment, link)));
            return;
        }
        let to = reading.way.resolved(path, &self.base);
        let to = to.and_then(|to| self.places.get_index_of(Address::asked_for(to)));
        let Some(to) = to else {
            found.faults.push(format!("the link `{link}` leads nowhere"));
            return;
        };
        let Some((.., language)) = self.plan.pages.get(to) else { return };
        let says_so = || tag.attributes.iter().any(|(says, _)| *says == Says::LinkLanguage);
        if tag.name == "a" && *language != reading.language && !says_so() {
            found.faults.push(format!(
                "the link `{link}` leads to a page in another language, and does not say so"
            ));
        }
        if tag.name == "a" {
            found.links.push(Link::new(to, !tag.drawn));
        }
        if let Some(fragment) = fragment {
            found.fragments.push((to, fingerprint(fragment), link.to_owned()));
        }
    }

    /// Holds a marked number against the API's.
    fn sum(&self, name: &str, text: &str) -> Option<String> {
        let digits = text.bytes().filter(u8::is_ascii_digit).map(|digit| usize::from(digit - b'0'));
        let shown = digits.fold(None, |number: Option<usize>, digit| {
            Some(number.unwrap_or_default().saturating_mul(10).saturating_add(digit))
        });
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
    pub fn finish(&self, seen: &[OnceLock<Seen>], exports: &Exports<'_>) -> Result<()> {
        let mut faults: Vec<(usize, String)> = Vec::new();
        for (page, one) in seen.iter().enumerate().filter_map(|(at, it)| Some((at, it.get()?))) {
            faults.extend(one.faults.iter().map(|fault| (page, fault.clone())));
            let gone = one.fragments.iter().filter(|(to, fragment, _)| {
                at(seen, *to).is_none_or(|there| !there.has(*fragment))
            });
            faults.extend(gone.map(|(_, _, link)| (page, no_such_place(link))));
        }
        let reached = reached(seen);
        let atlas = exports.atlas();
        // For each page of a facility its country.
        let pages = self.plan.pages.iter();
        let facility_at: Vec<Option<&str>> = pages
            .map(|(_, kind, _)| match kind {
                PageKind::Facility(index) => Some(atlas.facility(*index).id.country()),
                _ => None,
            })
            .collect();
        let of_facilities = facility_at.iter().zip(&reached).enumerate();
        faults.extend(
            of_facilities
                .filter(|(_, (facility, reached))| facility.is_some() && !**reached)
                .map(|(page, _)| (page, "no way leads here from the home page".to_owned())),
        );
        for (page, (_, kind, _)) in self.plan.pages.iter().enumerate() {
            let (PageKind::Country(code), Some(one)) = (kind, at(seen, page)) else { continue };
            let folder = code.folder();
            let listed = one.links.iter().filter(|link| {
                link.in_text() && facility_at.get(link.to()) == Some(&Some(&*folder))
            });
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

/// What was seen of a page.
fn at(seen: &[OnceLock<Seen>], page: usize) -> Option<&Seen> {
    seen.get(page)?.get()
}

/// For each page whether links lead to it from the first page on.
fn reached(seen: &[OnceLock<Seen>]) -> Vec<bool> {
    let mut reached = vec![false; seen.len()];
    let mut waiting = Vec::new();
    let mut reach = |page: usize, waiting: &mut Vec<usize>| {
        if let Some(reached) = reached.get_mut(page)
            && !std::mem::replace(reached, true)
        {
            waiting.push(page);
        }
    };
    reach(0, &mut waiting);
    while let Some(page) = waiting.pop() {
        for link in at(seen, page).into_iter().flat_map(|one| &one.links) {
            reach(link.to(), &mut waiting);
        }
    }
    reached
}

/// The way from a page along its links, in memory that they share.
struct Way<'p> {
    /// Where the page stands.
    from: &'p str,
    /// The ends of the folders that it stands in.
    folders: Vec<usize>,
    /// Where the last link led.
    to: String,
}

impl<'p> Way<'p> {
    fn from(from: &'p str) -> Self {
        let folders = from.match_indices('/').map(|(at, _)| at + 1).collect();
        Self { from, folders, to: String::new() }
    }

    /// Where a link leads, below the base; none where it leaves it.
    fn resolved<'w>(&'w mut self, path: &'w str, base: &str) -> Option<&'w str> {
        if path.starts_with('/') {
            return path.strip_prefix(base);
        }
        // Up from the page's folder, then down.
        let mut depth = self.folders.len();
        let mut rest = path;
        loop {
            rest = match rest.as_bytes() {
                [b'.', b'.'] => "",
                [b'.', b'.', b'/', ..] => &rest[3..],
                _ => break,
            };
            depth = depth.checked_sub(1)?;
        }
        rest = rest.strip_prefix("./").unwrap_or(rest);
        let folder = depth.checked_sub(1).and_then(|above| self.folders.get(above));
        let Some(&end) = folder else { return Some(rest) };
        self.to.clear();
        self.to.extend([self.from.get(..end).unwrap_or_default(), rest]);
        Some(&self.to)
    }
}

/// A page with marks in the place of what it says itself.
fn with_gaps(made: &Rendered) -> String {
    let mut text = String::new();
    let mut at = 0;
    for own in &made.own {
        text.push_str(made.html.get(at..own.start).unwrap_or_default());
        text.push(GAP);
        at = own.end;
    }
    text.push_str(made.html.get(at..).unwrap_or_default());
    text
}

/// Whether a link is a full address, or has a scheme such as `mailto:`.
fn leads_elsewhere(link: &str) -> bool {
    let first = link.bytes().find(|byte| matches!(byte, b'/' | b'?' | b'#' | b':'));
    first == Some(b':') || link.starts_with("//")
}

impl Frame {
    /// What it says on a page.
    fn tell<'f>(&'f self, found: &mut Found<'f>) {
        found.faults.extend_from_slice(&self.faults);
        found.ids.extend(self.ids.iter().map(|(id, name)| (*id, name.as_str())));
        found.references.extend(self.references.iter().map(String::as_str));
        found.own.extend(self.own.iter().map(|(to, link)| (to.as_str(), link.as_str())));
        found.links.extend_from_slice(&self.links);
        found.fragments.extend_from_slice(&self.fragments);
    }
}

impl Found<'_> {
    /// What is kept of it, once what the page says of itself was looked at.
    fn seen(mut self, page: usize) -> Seen {
        self.links.retain(|link| link.to() != page);
        self.ids.sort_unstable();
        for same in self.ids.chunk_by(|a, b| a.0 == b.0) {
            if let [_, (_, id), ..] = same {
                self.faults.push(format!("the id `{id}` stands twice"));
            }
        }
        let mut ids: Vec<u64> = self.ids.iter().map(|(id, _)| *id).collect();
        ids.dedup();
        // One that is in the text and in a drawing is in the text.
        self.links.sort_unstable_by_key(|link| (link.to(), !link.in_text()));
        self.links.dedup_by_key(|link| link.to());
        let mut seen = Seen {
            faults: self.faults,
            ids: ids.into(),
            links: self.links.into(),
            fragments: self.fragments,
        };
        let is_gone = |id: &str| !seen.has(fingerprint(id));
        let nothing = self.references.iter().filter(|id| is_gone(id));
        let mut faults: Vec<String> =
            nothing.map(|id| format!("nothing has the id `{id}`")).collect();
        let gone = self.own.iter().filter(|(fragment, _)| is_gone(fragment));
        faults.extend(gone.map(|(_, link)| no_such_place(link)));
        seen.faults.extend(faults);
        seen
    }
}

fn no_such_place(link: &str) -> String {
    format!("the link `{link}` leads to a page that has no such place")
}

impl Seen {
    /// Whether the page has an id.
    fn has(&self, id: u64) -> bool {
        self.ids.binary_search(&id).is_ok()
    }
}

impl Says {
    /// What an attribute says, where it is looked at.
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "id" => Self::Id,
            "hreflang" => Self::LinkLanguage,
            "data-sum" => Self::Sum,
            "for" | "list" | "aria-labelledby" | "aria-describedby" | "aria-controls" => {
                Self::References
            }
            _ if is_link(name) => Self::Link,
            _ => return None,
        })
    }
}

fn fingerprint(text: &str) -> u64 {
    quality::FixedState::default().hash_one(text)
}

#[cfg(test)]
mod tests;
