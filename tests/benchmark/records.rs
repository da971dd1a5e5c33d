//! A made-up atlas of any size: the same seed and number give the same records.
//!
//! The shares of fields and the length of texts are those of the 464 real records of November 2026
//! (counted with a YAML reader over `facilities/`): 41 % treatment centres, 36 % with figures, 31 %
//! with relations, 25 % with accreditations, two sources a record, 2 KB in all. Texts are in the
//! scripts of the countries. Nothing here is a real facility.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use atmp_atlas::geo::{Coordinates, Regions};
use atmp_atlas::model::{Vocabularies, VocabularyName};

/// SplitMix64 (Steele, Lea and Flood 2014): a small generator with a published reference.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit.max(1) as u64).unwrap_or(0)
    }

    fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    fn pick<'t, T>(&mut self, from: &'t [T]) -> &'t T {
        &from[self.below(from.len())]
    }

    /// Between `least` and `most` different entries.
    fn some<'t, T: PartialEq>(&mut self, from: &'t [T], least: usize, most: usize) -> Vec<&'t T> {
        let wanted = least + self.below(most - least + 1);
        let mut chosen: Vec<&T> = Vec::new();
        while chosen.len() < wanted.min(from.len()) {
            let one = self.pick(from);
            if !chosen.contains(&one) {
                chosen.push(one);
            }
        }
        chosen
    }
}

/// A populated place that lies in its own country on the atlas's map.
struct Place {
    city: String,
    country: String,
    latitude: f64,
    longitude: f64,
    population: f64,
}

/// Writes `count` records below `facilities/` of `root`.
pub fn write(
    root: &Path,
    count: usize,
    seed: u64,
    places: &str,
    regions: &Regions,
    vocabularies: &Vocabularies,
) -> io::Result<()> {
    let mut random = Random(seed);
    let places = usable(places, regions, vocabularies);
    let cumulated: Vec<f64> = places
        .iter()
        .scan(0.0, |sum, place| {
            *sum += place.population;
            Some(*sum)
        })
        .collect();
    let total = cumulated.last().copied().unwrap_or(0.0);
    let mut ids: Vec<String> = Vec::with_capacity(count);
    for number in 0..count {
        let at = total * (random.below(1 << 30) as f64 / f64::from(1 << 30));
        let place = &places[cumulated.partition_point(|&sum| sum < at).min(places.len() - 1)];
        let id = format!("{}/{}-{number}", place.country.to_lowercase(), slug(&place.city));
        let text = record(&mut random, number, place, &ids, vocabularies);
        let path = root.join("facilities").join(format!("{id}.yaml"));
        fs::create_dir_all(path.parent().unwrap_or(root))?;
        fs::write(path, text)?;
        ids.push(id);
    }
    Ok(())
}

fn usable(places: &str, regions: &Regions, vocabularies: &Vocabularies) -> Vec<Place> {
    let known: Vec<String> = vocabularies
        .terms(VocabularyName::Countries)
        .map(|(_, entry)| entry.slug.to_uppercase())
        .collect();
    places
        .lines()
        .filter_map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            let &[_, city, country, latitude, longitude, population, ..] = fields.as_slice() else {
                return None;
            };
            let (latitude, longitude) = (latitude.parse().ok()?, longitude.parse().ok()?);
            let at = regions.locate(Coordinates::new(latitude, longitude)?)?;
            let fits = at.country().as_str() == country && known.iter().any(|code| code == country);
            fits.then(|| Place {
                city: city.to_owned(),
                country: country.to_owned(),
                latitude,
                longitude,
                population: population.parse().unwrap_or(1.0),
            })
        })
        .collect()
}

fn slug(city: &str) -> String {
    let plain: String = city
        .chars()
        .map(
            |letter| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' },
        )
        .collect();
    let joined: Vec<&str> = plain.split('-').filter(|part| !part.is_empty()).collect();
    if joined.is_empty() { "place".to_owned() } else { joined.join("-") }
}

const KINDS: &[&str] = &[
    "University Hospital",
    "Centre for Cell Therapy",
    "Cell Factory",
    "Institute of Regenerative Medicine",
    "Gene Therapy Unit",
    "Blood and Tissue Bank",
    "Clean Room Facility",
    "Department of Haematology",
];
const LOCAL: &[(&str, &str)] = &[
    ("GR", "Μονάδα Κυτταρικής Θεραπείας"),
    ("BG", "Център за клетъчна терапия"),
    ("UA", "Центр клітинної терапії"),
    ("RS", "Центар за ћелијску терапију"),
    ("PL", "Ośrodek Terapii Komórkowych i Genowych"),
    ("CZ", "Pracoviště buněčné terapie"),
    ("FR", "Unité de thérapie cellulaire"),
    ("ES", "Unidad de Terapia Celular y Génica"),
    ("DE", "Zentrum für Zell- und Gentherapie"),
    ("IT", "Officina di terapia cellulare"),
    ("TR", "Hücresel Tedavi Merkezi"),
    ("HU", "Sejtterápiás Központ"),
    ("IS", "Frumumeðferðareining"),
];
const ACCREDITED: &[&str] = &[
    "collection and processing of cells, adults",
    "allogeneic and autologous transplantation, adults and children",
    "processing facility, minimal manipulation",
];
const NOTES: &[&str] = &[
    "clinical operation since the first inspection; the second line is still to be qualified",
    "shown as open by the hospital and by the register of establishments, without a date",
    "the page of the ministry names it among the centres that may give the therapy",
];
const PAGES: &[&str] = &[
    "clean rooms, staff and products",
    "our centre for advanced therapies",
    "annual report, with the list of trials",
    "who may refer, and what we offer",
];
const SENTENCES: &[&str] = &[
    "It makes cells for studies of blood cancer and gives them in the same hospital.",
    "Its clean rooms were renewed and are shared with two other groups of the university.",
    "Patients come from the whole region, and from across the border when a bed is free.",
    "The team works with *autologous* T cells and with stem cells from bone marrow.",
    "A first product was made for a trial of the centre's own, with public money.",
    "It stores starting material and tests it before release; a second line is planned.",
];

fn record(
    random: &mut Random,
    number: usize,
    place: &Place,
    ids: &[String],
    vocabularies: &Vocabularies,
) -> String {
    let slugs = |name| -> Vec<String> {
        vocabularies.terms(name).map(|(_, entry)| entry.slug.to_string()).collect()
    };
    let mut text = String::with_capacity(2_600);
    let mut line = |line: String| {
        text.push_str(&line);
        text.push('\n');
    };
    let list =
        |items: &[&String]| items.iter().map(|it| it.as_str()).collect::<Vec<_>>().join(", ");
    let kind = *random.pick(KINDS);
    line(format!("name: \"{} {kind} {number}\"", place.city));
    if let Some((_, local)) = LOCAL.iter().find(|(country, _)| *country == place.country) {
        line(format!("local_name: {local} {number}"));
    }
    let treats = random.percent(41);
    let makes = !treats || random.percent(12);
    line(format!("organisations:\n  - name: \"{} University {}\"", place.city, number % 7));
    line(format!("    sector: {}", random.pick(&slugs(VocabularyName::Sectors))));
    if random.percent(13) {
        line(format!(
            "  - name: \"{} Foundation for Research\"\n    sector: non-profit",
            place.city
        ));
    }
    line("roles:".to_owned());
    if treats {
        line("  - treatment-centre".to_owned());
    }
    if makes {
        line(format!(
            "  - {}",
            random.pick(&["gmp-facility", "research-centre", "developer", "tissue-establishment"])
        ));
    }
    line(format!(
        "status: {}",
        random.pick(&[
            "operational",
            "operational",
            "operational",
            "operational",
            "unknown",
            "planned"
        ])
    ));
    line(format!("status_as_of: 20{}-{:02}", 18 + random.below(8), 1 + random.below(12)));
    if random.percent(31) {
        line(format!("status_note: {}", random.pick(NOTES)));
    }
    if random.percent(25) {
        line(format!("opened: {}", 1990 + random.below(34)));
    }
    if random.percent(40) {
        line("events:".to_owned());
        for _ in 0..=random.below(2) {
            let what = random.pick(&["licensed", "inaugurated", "first-patient", "expanded"]);
            line(format!(
                "  - date: 20{}-{:02}\n    what: {what}\n    note: as the page of the institution says",
                10 + random.below(16),
                1 + random.below(12)
            ));
        }
    }
    line(format!("location:\n  city: \"{}\"\n  country: {}", place.city, place.country));
    line(format!(
        "  latitude: {:.4}\n  longitude: {:.4}\n  precision: {}",
        place.latitude,
        place.longitude,
        random.pick(&["city", "city", "site"])
    ));
    if random.percent(14) {
        line(format!("  address: Hospital Road {}", 1 + random.below(200)));
    }
    if random.percent(27) {
        line(format!("contact:\n  website: https://www.example.org/{number}"));
    }
    line(format!(
        "therapies:\n  classes: [{}]",
        list(&random.some(&slugs(VocabularyName::Classes), 1, 2))
    ));
    line(format!("  platforms: [{}]", list(&random.some(&slugs(VocabularyName::Platforms), 1, 3))));
    line(format!("  areas: [{}]", list(&random.some(&slugs(VocabularyName::Areas), 1, 3))));
    if random.percent(20) {
        line(format!(
            "  products:\n    - product: {}\n      does: [gives]\n      basis: marketing-authorisation",
            random.pick(&slugs(VocabularyName::Products))
        ));
    }
    if treats && random.percent(40) {
        line("referral:\n  who: referring-physician\n  ages: [adult, paediatric]".to_owned());
    }
    if makes {
        line(format!(
            "manufacturing:\n  gmp: {}\n  services: [{}]",
            random.pick(&["licensed", "certified", "in-preparation"]),
            list(&random.some(&slugs(VocabularyName::Services), 1, 3))
        ));
        if random.percent(40) {
            line(format!("  scales: [{}]", random.pick(&slugs(VocabularyName::Scales))));
        }
        if random.percent(20) {
            line(format!(
                "licences:\n  - type: manufacturing\n    authority: the national agency\n    since: 20{}\n    scope: manufacture of somatic cell therapy for trials",
                10 + random.below(16)
            ));
        }
    }
    if random.percent(25) {
        line(format!(
            "accreditations:\n  - scheme: {}\n    since: 20{}\n    scope: {}",
            random.pick(&["jacie", "fact", "netcord-fact"]),
            10 + random.below(16),
            random.pick(ACCREDITED)
        ));
    }
    if random.percent(18) {
        line(format!("clinical:\n  apheresis: {}\n  phases: [1, 2]", random.percent(50)));
    }
    if random.percent(36) {
        line("figures:".to_owned());
        for measure in random.some(&["cleanrooms", "gmp-area", "staff", "patients-treated"], 1, 2) {
            line(format!(
                "  - measure: {measure}\n    value: {}\n    qualifier: about\n    kind: actual\n    year: {}",
                10 + random.below(90),
                2016 + random.below(9)
            ));
        }
    }
    if random.percent(31) && !ids.is_empty() {
        let to = &ids[ids.len() - 1 - random.below(ids.len().min(400))];
        line(format!(
            "relations:\n  - to: {to}\n    kind: {}",
            random.pick(&["partner", "supplies", "makes-for", "collects-for"])
        ));
    }
    if random.percent(15) {
        line(format!("networks: [{}]", random.pick(&slugs(VocabularyName::Networks))));
    }
    let mut summary = String::new();
    for sentence in random.some(SENTENCES, 2, 4) {
        let _ = write!(summary, "{sentence} ");
    }
    line(format!("summary: >-\n  {}", summary.trim()));
    line(
        "provenance:\n  method: public-sources\n  state: compiled\n  verified: 2026-11-23"
            .to_owned(),
    );
    line("sources:".to_owned());
    for source in 0..2 {
        line(format!(
            "  - url: https://www.example.org/{}/research-and-care/centres-and-units/advanced-therapies/{number}/{source}",
            slug(&place.city)
        ));
        line(format!("    title: \"{} {kind}: {}\"", place.city, random.pick(PAGES)));
        if random.percent(20) {
            line(format!("    publisher: \"{} University Hospital\"", place.city));
        }
        if random.percent(22) {
            line(format!("    published: 20{}-{:02}", 16 + random.below(9), 1 + random.below(12)));
        }
        line(format!(
            "    accessed: 2026-11-23\n    read: archived-copy\n    supports: [{}]",
            if source == 0 {
                "name, roles, status, location, organisations, summary, referral, networks"
            } else {
                "roles, therapies, manufacturing, figures, licences, relations, events"
            }
        ));
    }
    text
}
