//! Regional summaries, through the doors that everybody uses: cases worked by hand, sums that have to
//! come out, and properties of made-up atlases. `tests/access/recompute.py` works the real atlas out
//! anew in another language.

use std::sync::{Arc, LazyLock};

use atmp_atlas::check::{self, Choices};
use atmp_atlas::finding::Findings;
use atmp_atlas::geo::{Coordinates, NutsCode, Regions, distance_km};
use atmp_atlas::load;
use atmp_atlas::model::{
    Amount, Analysis, Atlas, AtlasParts, Facility, FacilityId, Figure, FigureKind, PlaceRegion,
    PopulatedPlace, Precision, Qualifier, Stage, Stated, Term, Vocabularies, VocabularyName,
};
use atmp_atlas::summary::{
    Access, Area, AreaSummary, ByStage, FigureSum, Places, Rate, Subject, Summaries, inequality,
    poisson_interval, summarize,
};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::case::Case;
use crate::repository;

pub static REAL: LazyLock<Atlas> = LazyLock::new(|| {
    let mut findings = Findings::default();
    let project = load::read(repository(), &mut findings).unwrap();
    check::atlas(&project, &Choices::default(), &mut findings).unwrap().unwrap()
});

static SUMMARIES: LazyLock<Summaries> = LazyLock::new(|| summarize(&REAL));

pub fn term(name: VocabularyName, slug: &str) -> Term {
    REAL.vocabularies().find(name, slug).unwrap()
}

pub fn role(slug: &str) -> Term {
    term(VocabularyName::Roles, slug)
}

fn region(code: &str) -> Area {
    Area::Region(code.parse().unwrap())
}

fn people(code: &str) -> f64 {
    let code: NutsCode = code.parse().unwrap();
    REAL.regions().get(code).unwrap().population.as_ref().unwrap().persons as f64
}

pub fn point(latitude: f64, longitude: f64) -> Coordinates {
    Coordinates::new(latitude, longitude).unwrap()
}

/// A facility at a point, with nothing known of it but a status and roles.
pub fn facility(number: usize, at: Coordinates, status: &str, roles: &[Term]) -> Facility {
    let mut made = Facility::clone(&REAL.facilities()[0]);
    made.id = FacilityId::parse(&format!("{}/made-{number:03}", made.id.country())).unwrap();
    made.aliases = Vec::new();
    made.parent = None;
    made.roles = roles.to_vec();
    made.status = Stated::Is(term(VocabularyName::Statuses, status));
    made.location.coordinates = at;
    made.location.precision = Precision::City;
    made.location.country =
        REAL.regions().locate(at).map_or(made.location.country, |located| located.country());
    made.therapies.platforms = Stated::Absent;
    made.therapies.products = Stated::Absent;
    made.manufacturing.services = Stated::Absent;
    made.relations = Stated::Absent;
    made.figures = Vec::new();
    made
}

/// An atlas of these facilities, where people live at these points only.
pub fn atlas(facilities: Vec<Facility>, places: &[(Coordinates, f64)]) -> Atlas {
    let place = |&(coordinates, weight): &(Coordinates, f64)| PopulatedPlace {
        coordinates,
        weight,
        region: PlaceRegion::Unsaid,
    };
    let analysis = REAL.analysis().clone();
    let places = places.iter().map(place).collect();
    let facilities = facilities.into_iter().map(Arc::new).collect();
    assembled(facilities, Arc::new(Analysis { places, ..analysis }))
}

static VOCABULARIES: LazyLock<Arc<Vocabularies>> =
    LazyLock::new(|| Arc::new(REAL.vocabularies().clone()));

static REGIONS: LazyLock<Arc<Regions>> = LazyLock::new(|| Arc::new(REAL.regions().clone()));

/// An atlas of these facilities, with the vocabularies and the regions that all of them share.
pub fn assembled(facilities: Vec<Arc<Facility>>, analysis: Arc<Analysis>) -> Atlas {
    assembled_with(facilities, analysis, Arc::clone(&VOCABULARIES))
}

/// The same with vocabularies of its own.
pub fn assembled_with(
    facilities: Vec<Arc<Facility>>,
    analysis: Arc<Analysis>,
    vocabularies: Arc<Vocabularies>,
) -> Atlas {
    Atlas::assemble(AtlasParts {
        settings: REAL.settings().clone(),
        vocabularies,
        regions: Arc::clone(&REGIONS),
        facilities,
        frameworks: Vec::new(),
        region_texts: Vec::new(),
        pages: Vec::new(),
        analysis,
        translations: Arc::new([]),
    })
    .unwrap()
}

fn area(summaries: &Summaries, area: Area) -> &AreaSummary {
    summaries.area(area).unwrap()
}

fn access(summaries: &Summaries, of: Area, subject: Subject) -> &Access {
    let place = summaries.place_of(subject).unwrap();
    area(summaries, of).provision[place].access().unwrap()
}

fn near(found: f64, wanted: f64, share: f64) {
    assert!((found - wanted).abs() <= wanted.abs() * share, "{found} instead of {wanted}");
}

pub const LUXEMBOURG: (f64, f64) = (49.61, 6.13);
pub const ARLON: (f64, f64) = (49.68, 5.82);
pub const BASTOGNE: (f64, f64) = (50.00, 5.72);

/// Two towns, two facilities. Luxembourg and Arlon are 24 km apart, Arlon and Bastogne 36 km, and
/// Luxembourg and Bastogne 52 km: the weights are 1, 1 and 0.68. The third facility, in Hamburg, has
/// nobody around it.
#[test]
fn accessibility_by_hand() {
    let at = |(latitude, longitude)| point(latitude, longitude);
    near(distance_km(at(LUXEMBOURG), at(ARLON)), 23.7, 0.01);
    near(distance_km(at(ARLON), at(BASTOGNE)), 36.3, 0.01);
    near(distance_km(at(LUXEMBOURG), at(BASTOGNE)), 52.4, 0.01);
    let clinic = [role("treatment-centre")];
    let made = atlas(
        vec![
            facility(1, at(LUXEMBOURG), "operational", &clinic),
            facility(2, at(BASTOGNE), "operational", &clinic),
            facility(3, point(53.55, 10.0), "operational", &clinic),
            facility(4, at(ARLON), "planned", &clinic),
        ],
        &[(at(LUXEMBOURG), 1.0), (at(ARLON), 1.0)],
    );
    let summaries = summarize(&made);
    let (luxembourg, arlon) = (people("LU00"), people("BE34"));
    let first = 1.0 / (luxembourg + arlon);
    let second = 1.0 / (0.68 * luxembourg + arlon);
    let subject = Subject::Role(clinic[0]);
    let per_million = |of| access(&summaries, of, subject).per_million;
    near(per_million(region("LU00")), (first + 0.68 * second) * 1e6, 1e-9);
    near(per_million(region("BE34")), (first + second) * 1e6, 1e-9);
    // All that anybody can reach is shared out: two of the three facilities at work.
    near(per_million(Area::Europe) * (luxembourg + arlon) / 1e6, 2.0, 1e-9);

    // Arlon is 24 km from the nearest clinic, and 31 by a journey that is 1.3 times as long.
    let found = access(&summaries, Area::Europe, subject);
    near(found.within[0], 1.0, 1e-12);
    near(found.within_by_detour[0], 1.0, 1e-12);
    assert_eq!(found.within_of_exact, [0.0, 0.0, 0.0, 0.0], "no building is known");
    near(access(&summaries, region("BE34"), subject).median_km.unwrap(), 23.7, 0.01);
    near(access(&summaries, region("LU00"), subject).median_km.unwrap(), 0.0, 0.0);
    assert_eq!(area(&summaries, Area::Europe).provision[0].at_work, 3);
}

/// Σ population × accessibility = Σ supply, for every kind of facility of the real atlas.
#[test]
fn all_supply_that_anybody_can_reach_is_shared_out() {
    let places = Places::assemble(REAL.regions(), &REAL.analysis().places);
    let widest = REAL.analysis().access.catchment.last().unwrap().within_km;
    let around = |at: Coordinates| {
        let located = |place: &PopulatedPlace| {
            distance_km(place.coordinates, at) <= widest
                && place.weight > 0.0
                && REAL.regions().locate(place.coordinates).is_some_and(|it| it.nuts(0).is_some())
        };
        REAL.analysis().places.iter().any(located)
    };
    let all: f64 = places.regions().iter().map(|region| region.people as f64).sum();
    for (place, subject) in SUMMARIES.subjects().iter().enumerate() {
        let reachable = subject
            .facilities
            .iter()
            .filter(|&&index| around(REAL.facility(index).location.coordinates));
        let supply = reachable.count() as f64;
        let of_regions = SUMMARIES.areas().iter().filter_map(|summary| match summary.area {
            Area::Region(code) if code.level() == 2 => {
                let access = summary.provision[place].access()?;
                Some(access.per_million / 1e6 * access.people)
            }
            _ => None,
        });
        near(of_regions.sum::<f64>(), supply, 1e-6);
        let europe = area(&SUMMARIES, Area::Europe).provision[place].access().unwrap();
        near(europe.per_million / 1e6 * all, supply, 1e-6);
    }
}

#[test]
fn people_add_up_to_the_official_populations() {
    let places = Places::assemble(REAL.regions(), &REAL.analysis().places);
    assert!(places.without_places().is_empty(), "{:?}", places.without_places());
    assert_eq!(places.regions().len(), 334);
    for region in places.regions() {
        let sum: f64 =
            region.blocks.iter().flat_map(|block| &block.places).map(|place| place.people).sum();
        near(sum, region.people as f64, 1e-9);
        near(sum, people(region.code.as_str()), 1e-9);
    }
    // Of the regions to their countries, but for 405 people that the table misses in the Netherlands.
    for country in REAL.regions().of_level(0) {
        let inside = places.regions().iter().filter(|it| it.code.is_within(country.code));
        let sum: u64 = inside.map(|region| region.people).sum();
        near(sum as f64, people(country.code.as_str()), 3e-5);
    }
    let europe: u64 =
        REAL.regions().of_level(0).map(|it| it.population.as_ref().unwrap().persons).sum();
    let found = area(&SUMMARIES, Area::Europe).population.as_ref().unwrap();
    assert_eq!((found.persons, REAL.regions().of_level(0).count()), (europe, 37));
}

/// Exact limits as R's `poisson.test` prints them (the same as F. Garwood's table of 1936, which has
/// fewer digits), and Byar's by hand: for 10 events 10 (1 − 1/90 − 1.96/(3 √10))³ and
/// 11 (1 − 1/99 + 1.96/(3 √11))³.
#[test]
fn intervals_are_those_of_the_tables() {
    for (events, low, high) in [
        (0, 0.0, 3.688_879),
        (1, 0.025_318, 5.571_643),
        (2, 0.242_209, 7.224_688),
        (3, 0.618_672, 8.767_273),
        (5, 1.623_486, 11.668_332),
        (9, 4.115_373, 17.084_803),
        (10, 4.787_45, 18.391_46),
    ] {
        let interval = poisson_interval(events);
        assert!((interval.low - low).abs() < 1e-4, "{events}: {interval:?}");
        assert!((interval.high - high).abs() < 1e-4, "{events}: {interval:?}");
    }
    let rate = Rate::new(5, 2_000_000).unwrap();
    near(rate.per_million, 2.5, 1e-12);
    near(rate.interval.high, 11.668_332 / 2.0, 1e-6);
    assert!(rate.unstable && !Rate::new(20, 1_000_000).unwrap().unstable);
}

/// One person with nothing, two with two, three with four: the shares of people are 1/6, 1/3, 1/2 and
/// those of the goods 0, 1/3, 2/3, so that the coefficient is
/// 1 − (1/6 · 0 + 1/3 · 1/3 + 1/2 · 4/3) = 2/9.
#[test]
fn gini_by_hand() {
    let spread = inequality([(3, 4.0), (1, 0.0), (2, 2.0)]).unwrap();
    near(spread.gini, 2.0 / 9.0, 1e-12);
    assert_eq!((spread.people, spread.groups), (6, 3));
}

/// Two of three facilities in Luxembourg: two thirds of the facilities over its share of the people.
#[test]
fn location_quotient_by_hand() {
    let any = [role("developer")];
    let made = atlas(
        vec![
            facility(1, point(49.61, 6.13), "operational", &any),
            facility(2, point(49.75, 6.10), "operational", &any),
            facility(3, point(52.52, 13.40), "operational", &any),
            facility(4, point(52.52, 13.40), "closed", &any),
        ],
        &[],
    );
    let summaries = summarize(&made);
    let europe = area(&summaries, Area::Europe).population.as_ref().unwrap().persons as f64;
    let luxembourg = &area(&summaries, region("LU00")).provision[0];
    near(luxembourg.quotient.unwrap(), (2.0 / 3.0) / (people("LU") / europe), 1e-9);
    assert_eq!(luxembourg.access(), None, "no place is known where people live");
    let malta = &area(&summaries, region("MT00")).provision[0];
    assert_eq!((malta.at_work, malta.quotient), (0, Some(0.0)));
    near(malta.rate.unwrap().interval.high, 3.688_879 / people("MT") * 1e6, 1e-6);
}

#[test]
fn only_what_is_at_work_is_capacity() {
    let clinic = [role("treatment-centre")];
    let statuses: Vec<(Term, Stage)> = REAL
        .vocabularies()
        .terms(VocabularyName::Statuses)
        .map(|(term, _)| (term, REAL.vocabularies().stage(&Stated::Is(term))))
        .collect();
    let area_of = |value| figure("gmp-area", value, FigureKind::Actual);
    let mut facilities = Vec::new();
    for (number, &(status, _)) in statuses.iter().enumerate() {
        let mut one = facility(number, point(49.61, 6.13), "unknown", &clinic);
        one.status = Stated::Is(status);
        one.figures = vec![area_of(100.0), figure("gmp-area", 10.0, FigureKind::Planned)];
        facilities.push(one);
    }
    let made = atlas(facilities, &[(point(49.61, 6.13), 1.0)]);
    let summaries = summarize(&made);
    let count = |wanted| statuses.iter().filter(|(_, stage)| *stage == wanted).count() as u32;
    let at_work = count(Stage::AtWork);
    assert!(at_work > 0 && count(Stage::Coming) > 0 && count(Stage::Ended) > 0);
    let luxembourg = area(&summaries, region("LU00"));
    assert_eq!(luxembourg.counts().facilities.at_work, at_work);
    assert_eq!(luxembourg.counts().facilities.ended, count(Stage::Ended));
    for provision in &luxembourg.provision {
        assert!(provision.at_work == at_work || provision.at_work == 0);
    }
    let sum =
        |kind| luxembourg.figures().iter().find(|it| it.key.kind == kind && it.key.role.is_none());
    let actual = sum(FigureKind::Actual).unwrap();
    assert_eq!(
        (actual.low, actual.reported_by, actual.of),
        (f64::from(at_work) * 100.0, at_work, at_work)
    );
    let planned = sum(FigureKind::Planned).unwrap();
    let alive = at_work + count(Stage::Coming);
    assert_eq!(
        (planned.low, planned.reported_by, planned.of),
        (f64::from(alive) * 10.0, alive, alive)
    );

    // Without those at work nobody is near anything, and nothing is the nearest.
    let gone: Vec<Facility> = made
        .facilities()
        .iter()
        .filter(|one| made.vocabularies().stage(&one.status) != Stage::AtWork)
        .map(|one| Facility::clone(one))
        .collect();
    let summaries = summarize(&atlas(gone, &[(point(49.61, 6.13), 1.0)]));
    let luxembourg = area(&summaries, region("LU00"));
    let found = luxembourg.provision[0].access().unwrap();
    assert_eq!((found.within[3], found.median_km, found.per_million), (0.0, None, 0.0));
    assert!(luxembourg.gaps().iter().all(|gap| gap.nearest.is_none()));
}

fn figure(measure: &str, value: f64, kind: FigureKind) -> Figure {
    Figure {
        measure: term(VocabularyName::Measures, measure),
        value: Stated::Is(Amount { low: value, high: None }),
        qualifier: Qualifier::Exact,
        kind,
        per: None,
        year: Some(2024),
        from: None,
        currency: None,
        total: false,
        note: None,
    }
}

/// A facility with two roles is in the sum of each, and once in the sum of all; a part is in the sum
/// of its whole; two figures of which none is the total are left out, and that is said.
#[test]
fn sums_count_nothing_twice() {
    let (makes, treats) = (role("gmp-facility"), role("treatment-centre"));
    let here = point(49.61, 6.13);
    let staff = |value| figure("staff", value, FigureKind::Actual);
    let mut both = facility(1, here, "operational", &[makes, treats]);
    both.figures = vec![staff(30.0)];
    let mut one = facility(2, here, "operational", &[makes]);
    one.figures = vec![staff(12.0)];
    let mut part = facility(3, here, "operational", &[makes]);
    part.parent = Some(both.id.clone());
    part.figures = vec![staff(7.0)];
    let mut unclear = facility(4, here, "operational", &[makes]);
    unclear.figures = vec![staff(1.0), staff(2.0)];
    let mut silent = facility(5, here, "operational", &[makes]);
    silent.figures = vec![Figure { value: Stated::Undisclosed, ..staff(0.0) }];
    let nothing = facility(6, here, "operational", &[treats]);
    let made = atlas(vec![both, one, part, unclear, silent, nothing], &[]);
    let summaries = summarize(&made);
    let sum = |role| -> &FigureSum {
        let sums = area(&summaries, Area::Europe).figures();
        sums.iter().find(|sum| sum.key.role == role).unwrap()
    };
    let all = sum(None);
    assert_eq!((all.low, all.high, all.reported_by, all.of), (42.0, 42.0, 2, 6));
    assert_eq!((all.within_whole, all.ambiguous, all.undisclosed), (1, 1, 1));
    assert_eq!((sum(Some(makes)).low, sum(Some(makes)).of), (42.0, 5));
    assert_eq!((sum(Some(treats)).low, sum(Some(treats)).of), (30.0, 2));
    assert_eq!(all.years, Some((2024, 2024)));
}

/// Luxembourg lacks a clinic; the nearest is in Trier, across the border, 38 km away.
#[test]
fn the_nearest_may_be_across_a_border() {
    let clinic = [role("treatment-centre")];
    let (trier, metz) = (point(49.757, 6.641), point(49.12, 6.18));
    let made = atlas(
        vec![facility(1, trier, "operational", &clinic), facility(2, metz, "operational", &clinic)],
        &[(point(49.61, 6.13), 3.0), (point(-21.0, 55.5), 1.0)],
    );
    let summaries = summarize(&made);
    let subject = Subject::Role(clinic[0]);
    let place = summaries.place_of(subject).unwrap();
    let gaps = area(&summaries, region("LU00")).gaps();
    let nearest = gaps.iter().find(|gap| gap.subject == place).unwrap().nearest.unwrap();
    assert!(nearest.abroad);
    assert_eq!(made.facility(nearest.facility).location.coordinates, trier);
    near(nearest.distance_km, distance_km(point(49.61, 6.13), trier), 1e-9);
    near(nearest.distance_km, 40.4, 0.01);

    // Of the two regions where people are known to live, Réunion is under-served however one asks.
    let [reunion] = summaries.subjects()[place].under_served() else {
        panic!("not one under-served region alone")
    };
    assert_eq!(reunion.region.as_str(), "FRY4");
    near(reunion.beyond, 1.0, 1e-12);
    near(reunion.people_beyond, people("FRY4"), 1e-9);
    assert_eq!(reunion.elsewhere.len(), 6);
    assert!(reunion.elsewhere.iter().all(|standing| (standing.rank, standing.of) == (1, 2)));
}

/// Runs a property on the same made-up atlases every time.
fn always<S: Strategy>(strategy: &S, cases: u32, test: impl Fn(S::Value)) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let outcome = TestRunner::new_with_rng(config, random).run(strategy, |value| {
        test(value);
        Ok(())
    });
    outcome.unwrap();
}

/// Places all over Europe, few enough to try many atlases.
fn some_places() -> Vec<(Coordinates, f64)> {
    let places = REAL.analysis().places.iter().step_by(150);
    places.map(|place| (place.coordinates, place.weight)).collect()
}

/// Facilities at populated places: a place, a status, and a first role.
fn made_up() -> impl Strategy<Value = Vec<(usize, usize, usize)>> {
    prop::collection::vec((0..REAL.analysis().places.len(), 0..8_usize, 0..8_usize), 1..12)
}

fn facilities_of(made_up: &[(usize, usize, usize)]) -> Vec<Facility> {
    let statuses: Vec<&str> = REAL
        .vocabularies()
        .terms(VocabularyName::Statuses)
        .map(|(_, entry)| &*entry.slug)
        .collect();
    let roles: Vec<Term> =
        REAL.vocabularies().terms(VocabularyName::Roles).map(|(term, _)| term).collect();
    let made = |(number, &(place, status, first)): (usize, &(usize, usize, usize))| {
        let at = REAL.analysis().places[place].coordinates;
        let two = [roles[first % roles.len()], roles[(first + status) % roles.len()]];
        let roles = if two[0] == two[1] { &two[..1] } else { &two[..] };
        let mut made = facility(number, at, statuses[status % statuses.len()], roles);
        made.figures = vec![figure("staff", (place % 90) as f64, FigureKind::Actual)];
        made
    };
    made_up.iter().enumerate().map(made).collect()
}

#[test]
fn another_facility_never_lowers_coverage_or_raises_a_distance() {
    let places = some_places();
    always(&made_up(), 16, |made| {
        let more = facilities_of(&made);
        let fewer = more[..more.len() - 1].to_vec();
        let before = summarize(&atlas(fewer, &places));
        let after = summarize(&atlas(more, &places));
        for (old, new) in before.areas().iter().flat_map(|old| {
            let new = area(&after, old.area);
            old.provision.iter().zip(&new.provision)
        }) {
            assert!(old.at_work <= new.at_work);
            let (Some(old), Some(new)) = (old.access(), new.access()) else {
                assert_eq!(old.access().is_some(), new.access().is_some());
                continue;
            };
            let shares = |access: &Access| {
                let lists = [
                    &access.within,
                    &access.within_by_detour,
                    &access.within_of_exact,
                    &access.curve,
                ];
                lists.into_iter().flatten().copied().collect::<Vec<f64>>()
            };
            for (old, new) in shares(old).iter().zip(shares(new)) {
                assert!(new >= old - 1e-12, "{old} fell to {new}");
            }
            let kilometres = |access: &Access| {
                let all = access.covering_km.iter().chain([&access.median_km]);
                all.map(|km| km.unwrap_or(f64::INFINITY)).collect::<Vec<f64>>()
            };
            for (old, new) in kilometres(old).iter().zip(kilometres(new)) {
                assert!(new <= old + 1e-9, "{old} km rose to {new}");
            }
            assert!(new.beyond.reach <= old.beyond.reach + 1e-12);
            assert!(new.per_million >= old.per_million - 1e-12);
        }
    });
}

/// What is added up over the parts of an area.
#[derive(Debug, Default, PartialEq)]
struct Total {
    counts: Vec<u32>,
    at_work: Vec<u32>,
    sums: (f64, f64, u32),
}

impl Total {
    fn of<'a>(areas: impl IntoIterator<Item = &'a AreaSummary>) -> Self {
        let mut total = Self::default();
        for summary in areas {
            let stages = |it: &ByStage| [it.coming, it.at_work, it.paused, it.ended, it.not_known];
            let counts = summary.counts();
            let lists = [
                &counts.roles,
                &counts.platforms,
                &counts.classes,
                &counts.areas,
                &counts.services,
            ];
            let numbers = std::iter::once(&counts.facilities)
                .chain(lists.iter().flat_map(|list| list.terms.iter().chain([&list.stated])))
                .flat_map(stages)
                .chain(counts.statuses.iter().copied())
                .chain([counts.without_status]);
            add(&mut total.counts, numbers);
            add(&mut total.at_work, summary.provision.iter().map(|it| it.at_work));
            for sum in summary.figures().iter().filter(|sum| sum.key.role.is_none()) {
                let (low, high, by) = total.sums;
                total.sums = (low + sum.low, high + sum.high, by + sum.reported_by);
            }
        }
        total
    }
}

fn add(sums: &mut Vec<u32>, numbers: impl Iterator<Item = u32>) {
    for (place, number) in numbers.enumerate() {
        if place == sums.len() {
            sums.push(0);
        }
        sums[place] += number;
    }
}

/// A region's numbers are the sums of its children's: level 1 of level 2, countries of level 1, and
/// Europe of countries.
fn holds_at_every_level(summaries: &Summaries) {
    let level = |summary: &&AreaSummary| match summary.area {
        Area::Europe => 9,
        Area::Country(_) => 0,
        Area::Region(code) => code.level(),
    };
    let of_level = |wanted| summaries.areas().iter().filter(move |it| level(it) == wanted);
    for parent in of_level(1) {
        let Area::Region(code) = parent.area else { continue };
        let inside =
            |it: &&AreaSummary| matches!(it.area, Area::Region(child) if child.is_within(code));
        assert_eq!(Total::of([parent]), Total::of(of_level(2).filter(inside)), "{code}");
    }
    for parent in of_level(0) {
        let Area::Country(country) = parent.area else { continue };
        let inside = |it: &&AreaSummary| matches!(it.area, Area::Region(child) if child.country() == country);
        let children = Total::of(of_level(1).filter(inside));
        if !children.counts.is_empty() {
            assert_eq!(Total::of([parent]), children, "{country}");
        }
    }
    assert_eq!(Total::of(of_level(9)), Total::of(of_level(0)));
}

#[test]
fn a_region_counts_what_its_children_count() {
    holds_at_every_level(&SUMMARIES);
    always(&made_up(), 12, |made| {
        holds_at_every_level(&summarize(&atlas(facilities_of(&made), &[])));
    });
}

#[test]
fn the_same_for_any_number_of_threads() {
    let threads = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    assert!(threads.install(|| summarize(&REAL)) == *SUMMARIES);
}

/// The small atlas: `stats` in both forms, and the same numbers in the API files.
#[test]
fn the_figures_of_a_small_atlas() {
    let case = Case::new();
    case.run(&["stats", "--as-of", "2026-11-23"]).code(0).stdout("stats.txt").stderr("nothing.txt");
    case.build().code(0);
    let json = |file: &str| -> serde_json::Value {
        let text = std::fs::read_to_string(case.path("output/api/v1").join(file)).unwrap();
        serde_json::from_str(&text).unwrap()
    };
    let country = json("countries/nl.json");
    let figures = country["figures"].as_array().unwrap();
    let of = |measure: &str| figures.iter().find(|it| it["measure"] == measure).unwrap();
    // 380 m², by one of the two at work; of the staff nobody tells, which is not zero.
    assert_eq!(of("cleanroom-area")["sum"], 380.0);
    assert_eq!(
        (of("cleanroom-area")["reported_by"].as_u64(), of("cleanroom-area")["of"].as_u64()),
        (Some(1), Some(1))
    );
    assert!(of("staff")["sum"].is_null() && of("staff")["undisclosed"] == 1);
    assert_eq!((&of("batches")["sum"], &of("batches")["sum_max"]), (&40.0.into(), &55.0.into()));
    assert_eq!(country["population"]["year"], 2022);
    let access = json("access.json");
    let said = access["statements"].as_array().unwrap();
    let says = |words: &str| said.iter().any(|it| it.as_str().unwrap().contains(words));
    assert!(says("not a journey") && says("A missing record is not a missing facility"));
    assert_eq!(
        access["parameters"]["people"],
        json("countries.json")["europe"]["population"]["persons"]
    );
}
