use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock};

use super::{Link, Plan, Proof, Seen, Way, reached};
use crate::address::Address;
use crate::page::{Assets, Language, PageKind, Rendered, SharedFrame};

fn empty_plan() -> Plan {
    Plan {
        pages: Vec::new(),
        exports: Vec::new(),
        figures: Vec::new(),
        parts: Vec::new(),
        files: BTreeMap::new(),
        assets: Assets { style: Address::home(), scripts: Address::home() },
    }
}

/// `sum` is what the static API counts in the Netherlands.
fn proof_of(plan: &Plan, sum: usize) -> Proof<'_> {
    Proof {
        plan,
        places: plan.pages.iter().map(|(address, ..)| address.as_str()).collect(),
        base: "/".to_owned(),
        sums: std::iter::once(("nl.all".to_owned(), sum)).collect(),
        frames: Mutex::default(),
    }
}

/// Pages with and without a frame are held to the same, whichever had the frame before.
#[test]
fn a_frame_that_was_read_before_hides_nothing() {
    let pages = [
        ("", 0),
        ("explore/", 0),
        ("countries/", 0),
        ("changes/", 0),
        ("countries/nl/", 0),
        ("it/", 1),
        ("it/explore/", 1),
        ("it/countries/", 1),
    ];
    let plan = Plan {
        pages: pages
            .map(|(at, place)| (Address::file_at(at), PageKind::Home, Language::at(place)))
            .into(),
        ..empty_plan()
    };
    let proof = || proof_of(&plan, 2);
    let kept = |seen: &Seen| {
        let links: Vec<_> = seen.links.iter().map(|it| (it.to(), it.in_text())).collect();
        let mut faults = seen.faults.clone();
        faults.sort();
        format!("{faults:?} {:?} {links:?} {:?}", seen.ids, seen.fragments)
    };
    let mut faulty = 0;
    for begin in [
        "<a href=\"../explore/#x\">",
        "<a href=\"nl/\">",
        "<a href=\"../nl/\">",
        "<a href=\"../../explore/\">",
        "<a href=\"../../explore/\" hreflang=\"en\">",
        "<a href=\"/countries/\">",
        "<a href=\"../nowhere/\">",
        "<p id=\"x\"><a href=\"#x\">",
        "<label for=\"x\">",
        "<p data-sum=\"nl.all\">",
        "<a href=\"../",
        "<a href=\"",
        "<a href=\"#",
        "<p id=\"",
        "<title>",
    ] {
        for own in
            ["2", "explore/", "nowhere/", "https://x/", "#x", "<b id=x>", "<a href=nl/>", "x"]
        {
            // A gap before it, which has what a full address has.
            let before = "About: x";
            let end = if begin.ends_with('>') { "<i>" } else { "\">" };
            let html = [before, begin, own, end].concat();
            let start = before.len() + begin.len();
            let framed = Rendered {
                own: [0..before.len(), start..start + own.len()].into(),
                html: html.clone(),
                frame: Some(SharedFrame::default()),
            };
            // Each page first and last.
            let (there, back) = (proof(), proof());
            for page in 0..pages.len() {
                let whole = proof().look(page, &Rendered::alone(html.clone()));
                faulty += usize::from(!whole.faults.is_empty());
                let other = pages.len() - 1 - page;
                let whole_other = proof().look(other, &Rendered::alone(html.clone()));
                assert_eq!(kept(&there.look(page, &framed)), kept(&whole), "{html}");
                assert_eq!(kept(&back.look(other, &framed)), kept(&whole_other), "{html}");
            }
        }
    }
    assert!(faulty > 100, "{faulty}");
}

#[test]
fn one_frame_is_never_taken_for_another() {
    let plan = Plan {
        pages: ["", "explore/", "changes/"]
            .map(|at| (Address::file_at(at), PageKind::Home, Language::ENGLISH))
            .into(),
        ..empty_plan()
    };
    let page = |frame: &SharedFrame, link: &str| Rendered {
        html: format!("<a href=\"../{link}/\">x"),
        own: std::iter::once(link.len() + 15..link.len() + 16).collect(),
        frame: Some(frame.clone()),
    };
    let (one, other) = (SharedFrame::default(), SharedFrame::default());
    let whole = page(&one, "explore");
    let broken = page(&other, "nowhere");
    for pages in [[&whole, &broken], [&broken, &whole]] {
        let proof = proof_of(&plan, 0);
        for page in pages {
            let faults = proof.look(2, page).faults;
            assert_eq!(faults.is_empty(), std::ptr::eq(page, &whole), "{faults:?}");
        }
    }
}

#[test]
fn what_no_way_leads_to_is_not_reached() {
    let page = |links: &[usize]| Seen {
        faults: Vec::new(),
        ids: [].into(),
        links: links.iter().map(|&to| Link::new(to, true)).collect(),
        fragments: Vec::new(),
    };
    // 3 and 4 lead to each other, and to the first page, but nothing leads to them.
    let seen = [page(&[1]), page(&[2, 0]), page(&[1]), page(&[4, 0]), page(&[3])];
    let seen = seen.map(OnceLock::from);
    assert_eq!(reached(&seen), [true, true, true, false, false]);
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
        assert_eq!(Way::from(from).resolved(link, "/sub/"), expected, "{from} {link}");
    }
    for outside in ["../../x", "/elsewhere/"] {
        assert_eq!(Way::from("changes/").resolved(outside, "/sub/"), None);
    }
}
