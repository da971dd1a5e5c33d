//! What complements a facility nearby: by the rules, with its reason, and the same after an edit.

use std::sync::Arc;

use atmp_atlas::model::{
    Analysis, Atlas, Facility, FacilityId, ProductLink, ProductName, Stage, Stated, Term,
    TermDetail, TermEntry, Vocabularies, Vocabulary, VocabularyName,
};
use atmp_atlas::summary::{Suggestion, Summaries, summarize, summarize_after};

use crate::summary::{
    ARLON, BASTOGNE, LUXEMBOURG, REAL, assembled, assembled_with, atlas, facility, point, role,
    term,
};

fn linked(product: Term, does: Term) -> Stated<Vec<ProductLink>> {
    Stated::Is(vec![ProductLink {
        product: ProductName::Term(product),
        does: vec![does],
        basis: Stated::Absent,
        since: Stated::Absent,
    }])
}

fn suggested(atlas: &Atlas, summaries: &Summaries) -> Vec<Vec<Suggestion>> {
    atlas.indexed().map(|(index, _)| summaries.suggestions(index).to_vec()).collect()
}

/// A hospital gives a product that is made 50 km away, and closed down elsewhere.
#[test]
fn suggestions_follow_the_rules_and_say_why() {
    let (makes, gives) =
        (term(VocabularyName::ProductLinks, "makes"), term(VocabularyName::ProductLinks, "gives"));
    let product = term(VocabularyName::Products, "kymriah");
    let link = |does| linked(product, does);
    let with = |number, at, status, role_of: &str, does| {
        let mut one = facility(number, at, status, &[role(role_of)]);
        one.therapies.products = link(does);
        one
    };
    let made = atlas(
        vec![
            with(1, point(49.61, 6.13), "operational", "treatment-centre", gives),
            with(2, point(49.757, 6.641), "operational", "gmp-facility", makes),
            with(3, point(49.62, 6.13), "closed", "gmp-facility", makes),
            with(4, point(53.55, 10.0), "operational", "gmp-facility", makes),
        ],
        &[],
    );
    let summaries = summarize(&made);
    let suggested: Vec<Vec<(usize, String)>> = made
        .indexed()
        .map(|(index, _)| {
            let found = summaries.suggestions(index).iter();
            found.map(|it| (it.rule, made.facility(it.facility).id.to_string())).collect()
        })
        .collect();
    let rules = &made.analysis().matching.rules;
    assert_eq!(rules[0].id, "makes-what-is-given");
    let folder = made.facilities()[0].id.country();
    assert_eq!(suggested[0], [(0, format!("{folder}/made-002"))]);
    assert_eq!(suggested[1], [(1, format!("{folder}/made-001"))]);
    assert_eq!((suggested[2].len(), suggested[3].len()), (0, 0), "closed, and too far away");
    let (first, _) = made.indexed().next().unwrap();
    let found = &summaries.suggestions(first)[0];
    let label = REAL.vocabularies().label(product);
    assert_eq!(*found.reason, *format!("Makes {label}, which is given here."));
    assert!(found.abroad && !found.linked);
}

/// After each of these edits, what is taken over of the state before is what a new one would have.
#[test]
fn suggestions_after_an_edit_are_those_of_a_new_atlas() {
    let analysis = Arc::new(Analysis { places: Vec::new(), ..REAL.analysis().clone() });
    let assembled = |facilities| assembled(facilities, Arc::clone(&analysis));
    let at = |(latitude, longitude)| point(latitude, longitude);
    let here = [LUXEMBOURG, ARLON, BASTOGNE];
    let roles = ["treatment-centre", "apheresis-centre", "gmp-facility"];
    let all: Vec<Arc<Facility>> = (0..9)
        .map(|number| {
            let role = role(roles[number / 3]);
            Arc::new(facility(number, at(here[number % 3]), "operational", &[role]))
        })
        .collect();
    let changed = |place: usize, change: &dyn Fn(&mut Facility)| {
        let mut all = all.clone();
        change(Arc::make_mut(&mut all[place]));
        all
    };
    let shut = term(VocabularyName::Statuses, "closed");
    let edits = [
        changed(4, &|it| it.name = "Another name".to_owned()),
        changed(4, &|it| it.status = Stated::Is(shut)),
        changed(4, &|it| it.location.coordinates = point(53.55, 10.0)),
        changed(4, &|it| it.roles = vec![role("research-centre")]),
        changed(0, &|it| it.roles = vec![role("apheresis-centre")]),
        changed(4, &|it| it.id = FacilityId::parse("lu/another").unwrap()),
        all[1..].to_vec(),
    ];
    let first = assembled(all.clone());
    let before = summarize(&first);
    let mut differ = 0;
    for edit in edits {
        let atlas = assembled(edit);
        let expected = suggested(&atlas, &summarize(&atlas));
        assert_eq!(suggested(&atlas, &summarize_after(&atlas, Some(&before))), expected);
        differ += usize::from(suggested(&first, &before) != expected);
    }
    assert_eq!(differ, 6, "all but another name change what is suggested");
}

/// Another label stands in the reasons at once, and a status that means something else counts at once.
#[test]
fn suggestions_after_an_edit_of_terms_are_those_of_a_new_atlas() {
    let analysis = Arc::new(Analysis { places: Vec::new(), ..REAL.analysis().clone() });
    let product = term(VocabularyName::Products, "kymriah");
    let all: Vec<Arc<Facility>> = [("treatment-centre", "gives"), ("gmp-facility", "makes")]
        .into_iter()
        .zip(1..)
        .map(|((role_of, does), number)| {
            let (latitude, longitude) = LUXEMBOURG;
            let at = point(latitude, longitude);
            let mut one = facility(number, at, "operational", &[role(role_of)]);
            one.therapies.products = linked(product, term(VocabularyName::ProductLinks, does));
            Arc::new(one)
        })
        .collect();
    let of = |vocabularies| assembled_with(all.clone(), Arc::clone(&analysis), vocabularies);
    let changed = |name: VocabularyName, slug: &str, change: &dyn Fn(&mut TermEntry)| {
        let one = |vocabulary: &Vocabulary| {
            let mut vocabulary = vocabulary.clone();
            let named = vocabulary.name == name;
            vocabulary.terms.iter_mut().filter(|it| named && &*it.slug == slug).for_each(change);
            vocabulary
        };
        Arc::new(Vocabularies::new(REAL.vocabularies().iter().map(one).collect()))
    };
    let first = of(Arc::new(REAL.vocabularies().clone()));
    let before = summarize(&first);
    assert_eq!(suggested(&first, &before).iter().map(Vec::len).sum::<usize>(), 2);
    for vocabularies in [
        changed(VocabularyName::Products, "kymriah", &|it| it.label = "Another label".to_owned()),
        changed(VocabularyName::Statuses, "operational", &|it| {
            it.detail = TermDetail::Status(Stage::Paused);
        }),
    ] {
        let atlas = of(vocabularies);
        let expected = suggested(&atlas, &summarize(&atlas));
        assert_eq!(suggested(&atlas, &summarize_after(&atlas, Some(&before))), expected);
        assert_ne!(suggested(&first, &before), expected);
    }
}
