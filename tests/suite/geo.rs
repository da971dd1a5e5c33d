//! The real regions: places whose region is published, sums that must come out, neighbours that everybody knows.

use atmp_atlas::geo::{Coordinates, CountryCode, GeoTexts, Ground, NutsCode, Regions, Relation};

use crate::repository;

/// A file of `content/`.
pub fn read(path: &str) -> String {
    std::fs::read_to_string(repository().join("content").join(path)).unwrap()
}

/// The real regions.
pub fn regions() -> Regions {
    Regions::assemble(&GeoTexts {
        topology: &read("geo/regions.topo.json"),
        names: &read("geo/nuts2021.csv"),
        correspondence: &read("geo/nuts2024-nuts2021.csv"),
        populations: &read("population/population-nuts2021.csv"),
    })
    .unwrap()
}

fn code(text: &str) -> NutsCode {
    text.parse().unwrap()
}

fn place(latitude: f64, longitude: f64) -> Coordinates {
    Coordinates::new(latitude, longitude).unwrap()
}

/// City centres and the NUTS 2021 level-3 region that Eurostat's tables put their municipality in.
const PLACES: &[(&str, f64, f64, &str)] = &[
    ("Vienna", 48.2082, 16.3738, "AT130"),
    ("Graz", 47.0707, 15.4395, "AT221"),
    ("Innsbruck", 47.2692, 11.4041, "AT332"),
    ("Brussels", 50.8503, 4.3517, "BE100"),
    ("Leuven", 50.8798, 4.7005, "BE242"),
    ("Ghent", 51.0543, 3.7174, "BE234"),
    ("Sofia", 42.6977, 23.3219, "BG411"),
    ("Bern", 46.9480, 7.4474, "CH021"),
    ("Zurich", 47.3769, 8.5417, "CH040"),
    ("Lausanne", 46.5197, 6.6323, "CH011"),
    ("Nicosia", 35.1856, 33.3823, "CY000"),
    ("Kyrenia", 35.3364, 33.3199, "CY000"),
    ("Prague", 50.0755, 14.4378, "CZ010"),
    ("Brno", 49.1951, 16.6068, "CZ064"),
    ("Berlin", 52.5200, 13.4050, "DE300"),
    ("Munich", 48.1351, 11.5820, "DE212"),
    ("Heidelberg", 49.3988, 8.6724, "DE125"),
    ("Freiburg", 47.9990, 7.8421, "DE131"),
    ("Hanover", 52.3759, 9.7320, "DE929"),
    ("Leipzig", 51.3397, 12.3731, "DED51"),
    ("Cologne", 50.9375, 6.9603, "DEA23"),
    ("Copenhagen", 55.6761, 12.5683, "DK011"),
    ("Aarhus", 56.1567, 10.2039, "DK042"),
    ("Tartu", 58.3780, 26.7290, "EE008"),
    ("Athens", 37.9838, 23.7275, "EL303"),
    ("Thessaloniki", 40.6401, 22.9444, "EL522"),
    ("Madrid", 40.4168, -3.7038, "ES300"),
    ("Barcelona", 41.3874, 2.1686, "ES511"),
    ("Pamplona", 42.8125, -1.6458, "ES220"),
    ("Seville", 37.3891, -5.9845, "ES618"),
    ("Las Palmas", 28.1235, -15.4363, "ES705"),
    ("Ceuta", 35.8894, -5.3213, "ES630"),
    ("Melilla", 35.2923, -2.9381, "ES640"),
    ("Helsinki", 60.1699, 24.9384, "FI1B1"),
    ("Tampere", 61.4978, 23.7610, "FI197"),
    ("Mariehamn", 60.0973, 19.9348, "FI200"),
    ("Paris", 48.8566, 2.3522, "FR101"),
    ("Lyon", 45.7640, 4.8357, "FRK26"),
    ("Nantes", 47.2184, -1.5536, "FRG01"),
    ("Ajaccio", 41.9192, 8.7386, "FRM01"),
    ("Pointe-à-Pitre", 16.2411, -61.5331, "FRY10"),
    ("Cayenne", 4.9224, -52.3135, "FRY30"),
    ("Saint-Denis de La Réunion", -20.8789, 55.4481, "FRY40"),
    ("Mamoudzou", -12.7806, 45.2278, "FRY50"),
    ("Zagreb", 45.8150, 15.9819, "HR050"),
    ("Budapest", 47.4979, 19.0402, "HU110"),
    ("Debrecen", 47.5316, 21.6273, "HU321"),
    ("Dublin", 53.3498, -6.2603, "IE061"),
    ("Galway", 53.2707, -9.0568, "IE042"),
    ("Reykjavík", 64.1466, -21.9426, "IS001"),
    ("Milan", 45.4642, 9.1900, "ITC4C"),
    ("Rome", 41.9028, 12.4964, "ITI43"),
    ("Modena", 44.6471, 10.9252, "ITH54"),
    ("Palermo", 38.1157, 13.3615, "ITG12"),
    ("Vaduz", 47.1410, 9.5209, "LI000"),
    ("Vilnius", 54.6872, 25.2797, "LT011"),
    ("Luxembourg", 49.6116, 6.1319, "LU000"),
    ("Riga", 56.9496, 24.1052, "LV006"),
    ("Podgorica", 42.4304, 19.2594, "ME000"),
    ("Skopje", 41.9981, 21.4254, "MK008"),
    ("Valletta", 35.8989, 14.5146, "MT001"),
    ("Amsterdam", 52.3676, 4.9041, "NL329"),
    ("Utrecht", 52.0907, 5.1214, "NL310"),
    ("Leiden", 52.1601, 4.4970, "NL337"),
    ("Oslo", 59.9139, 10.7522, "NO081"),
    ("Longyearbyen", 78.2232, 15.6267, "NO0B2"),
    ("Warsaw", 52.2297, 21.0122, "PL911"),
    ("Kraków", 50.0647, 19.9450, "PL213"),
    ("Lisbon", 38.7223, -9.1393, "PT170"),
    ("Porto", 41.1579, -8.6291, "PT11A"),
    ("Funchal", 32.6669, -16.9241, "PT300"),
    ("Ponta Delgada", 37.7412, -25.6756, "PT200"),
    ("Bucharest", 44.4268, 26.1025, "RO321"),
    ("Belgrade", 44.7866, 20.4489, "RS110"),
    ("Stockholm", 59.3293, 18.0686, "SE110"),
    ("Lund", 55.7047, 13.1910, "SE224"),
    ("Ljubljana", 46.0569, 14.5058, "SI041"),
    ("Bratislava", 48.1486, 17.1077, "SK010"),
    ("Istanbul", 41.0082, 28.9784, "TR100"),
    ("Ankara", 39.9334, 32.8597, "TR510"),
    ("London, Westminster", 51.4975, -0.1357, "UKI32"),
    ("Edinburgh", 55.9533, -3.1883, "UKM75"),
    ("Belfast", 54.5973, -5.9301, "UKN06"),
    ("Cardiff", 51.4816, -3.1791, "UKL22"),
    ("Tirana", 41.3275, 19.8187, "AL022"),
];

/// Places in countries outside NUTS 2021.
const OUTSIDE: &[(&str, f64, f64, &str)] = &[
    ("Pristina", 42.6629, 21.1655, "XK"),
    ("Sarajevo", 43.8563, 18.4131, "BA"),
    ("Banja Luka", 44.7722, 17.1910, "BA"),
    ("Kyiv", 50.4501, 30.5234, "UA"),
    ("Lviv", 49.8397, 24.0297, "UA"),
    ("Simferopol", 44.9521, 34.1024, "UA"),
    ("Sevastopol", 44.6167, 33.5254, "UA"),
    ("Chișinău", 47.0105, 28.8638, "MD"),
    ("Andorra la Vella", 42.5063, 1.5218, "AD"),
    ("Monaco", 43.7384, 7.4246, "MC"),
    ("San Marino", 43.9424, 12.4578, "SM"),
    ("Minsk", 53.9006, 27.5590, "BY"),
    ("Kaliningrad", 54.7104, 20.4522, "RU"),
    ("Moscow", 55.7558, 37.6173, "RU"),
    ("Tbilisi", 41.7151, 44.8271, "GE"),
    ("Tangier", 35.7595, -5.8340, "MA"),
    ("Gibraltar", 36.1408, -5.3536, "GI"),
    ("Douglas", 54.1523, -4.4860, "IM"),
    ("Tórshavn", 62.0079, -6.7900, "FO"),
];

#[test]
fn known_places_lie_in_their_published_regions() {
    let regions = regions();
    let wrong: Vec<String> = PLACES
        .iter()
        .filter_map(|&(name, latitude, longitude, expected)| {
            let found = regions.locate(place(latitude, longitude));
            let right = found.is_some_and(|found| found.ground == Ground::Nuts3(code(expected)));
            (!right).then(|| format!("{name}: {found:?}, not {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(PLACES.len() >= 60);
    let inside = PLACES.iter().filter(|&&(_, latitude, longitude, _)| {
        regions.locate(place(latitude, longitude)).is_some_and(|found| found.exact)
    });
    let inside = inside.count();
    assert!(inside * 10 >= PLACES.len() * 9, "only {inside} of {} strictly inside", PLACES.len());
}

#[test]
fn places_outside_nuts_are_known_by_country() {
    let regions = regions();
    for &(name, latitude, longitude, expected) in OUTSIDE {
        let found = regions.locate(place(latitude, longitude)).unwrap_or_else(|| panic!("{name}"));
        assert_eq!(found.country().as_str(), expected, "{name}");
        assert_eq!(found.nuts(0), None, "{name}");
        assert!(regions.outside(found.country()).is_some(), "{name}");
    }
}

#[test]
fn the_sea_is_nowhere_and_a_harbour_is_near() {
    let regions = regions();
    assert_eq!(regions.locate(place(56.0, 3.0)), None, "North Sea");
    assert_eq!(regions.locate(place(0.0, -30.0)), None, "Atlantic");
    assert_eq!(regions.locate(place(40.7, -74.0)), None, "New York");
    let pier = regions.locate(place(51.355, 3.17)).unwrap();
    assert!(!pier.exact && pier.distance_km > 0.0 && pier.distance_km <= 5.0, "{pier:?}");
    assert_eq!(pier.country().as_str(), "BE");
}

#[test]
fn every_level_of_a_place() {
    let located = regions().locate(place(44.6471, 10.9252)).unwrap();
    let levels: Vec<String> =
        (0..=3).filter_map(|level| located.nuts(level)).map(|c| c.to_string()).collect();
    assert_eq!(levels, ["IT", "ITH", "ITH5", "ITH54"]);
}

#[test]
fn numbers_of_regions_are_those_of_nuts_2021() {
    let regions = regions();
    let counts: Vec<usize> = (0..=3).map(|level| regions.of_level(level).count()).collect();
    assert_eq!(counts, [37, 125, 334, 1514]);
    // Regulation (EU) 2019/1755: the 27 member states without the United Kingdom have 92, 242 and 1166.
    let outside_union = ["AL", "CH", "IS", "LI", "ME", "MK", "NO", "RS", "TR", "UK"];
    let union = |level: u8| {
        let members = regions.of_level(level).filter(|region| {
            !outside_union.iter().any(|country| region.code.is_within(code(country)))
        });
        members.count()
    };
    assert_eq!([union(0), union(1), union(2), union(3)], [27, 92, 242, 1166]);
}

#[test]
fn neighbours_are_those_on_every_map() {
    let regions = regions();
    let neighbours = |text: &str| -> Vec<String> {
        let region = regions.get(code(text)).unwrap();
        region.neighbours.iter().map(|code| code.to_string()).collect()
    };
    assert_eq!(neighbours("DE"), ["AT", "BE", "CH", "CZ", "DK", "FR", "LU", "NL", "PL"]);
    assert_eq!(neighbours("PT"), ["ES"]);
    assert_eq!(neighbours("IE"), ["UK"]);
    assert_eq!(neighbours("DE3"), ["DE4"]);
    assert_eq!(neighbours("LU00"), ["BE33", "BE34", "DEB2", "DEC0", "FRF3"]);
    assert_eq!(neighbours("ITG1"), [""; 0]);
    for region in regions.all() {
        for neighbour in &region.neighbours {
            let other = regions.get(*neighbour).unwrap();
            assert!(other.neighbours.contains(&region.code), "{} and {neighbour}", region.code);
            assert_eq!(other.code.level(), region.code.level());
        }
    }
}

#[test]
fn populations_of_children_sum_to_their_parents() {
    let regions = regions();
    for region in regions.all().iter().filter(|region| region.code.level() < 2) {
        let Some(own) = &region.population else { panic!("{} has no population", region.code) };
        let children = region.children.iter().filter_map(|code| regions.get(*code));
        let sum: u64 =
            children.filter_map(|child| child.population.as_ref()).map(|p| p.persons).sum();
        // The source rounds each level by itself: 406 persons in the Netherlands is the widest gap.
        let off = own.persons.abs_diff(sum);
        assert!(
            off <= 3 || off as f64 <= own.persons as f64 * 3e-5,
            "{}: {} and {sum}",
            region.code,
            own.persons
        );
    }
}

#[test]
fn populations_are_near_to_the_official_count_of_2024() {
    let regions = regions();
    for line in read("population/population-eu27-2024-01-01.csv").lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let Ok(nuts) = fields[0].parse::<NutsCode>() else { continue };
        let Some(region) = regions.get(nuts) else { continue };
        let official: f64 = fields[2].parse().unwrap();
        let ours = region.population.as_ref().unwrap().persons as f64;
        assert!((ours / official - 1.0).abs() < 0.07, "{nuts}: {ours} and {official}");
    }
}

/// The table was computed by another program on the ellipsoid from the same outlines before they were simplified.
#[test]
fn areas_agree_with_those_computed_on_the_ellipsoid() {
    let regions = regions();
    for line in read("population/area-nuts2021.csv").lines().skip(1) {
        let fields: Vec<&str> = line.splitn(4, ',').collect();
        let region = regions.get(code(fields[0])).unwrap();
        let expected: f64 = fields[2].parse().unwrap();
        let off = (region.area_km2 - expected).abs();
        assert!(
            off <= (expected * 0.01).max(1.5),
            "{}: {} and {expected}",
            region.code,
            region.area_km2
        );
    }
}

#[test]
fn codes_of_2024_lead_back_to_2021() {
    let regions = regions();
    let back = |text: &str| -> Vec<(String, Relation)> {
        let found = regions.predecessors(code(text)).iter();
        found.map(|p| (p.code.to_string(), p.relation)).collect()
    };
    let pair = |text: &str, relation| (text.to_string(), relation);
    assert_eq!(back("PT1D"), [pair("PT16", Relation::Mostly), pair("PT18", Relation::Partly)]);
    assert_eq!(back("PT1A"), [pair("PT17", Relation::Within)]);
    assert_eq!(back("PT1B0"), [pair("PT170", Relation::Within)]);
    assert_eq!(back("NL361"), [pair("NL332", Relation::Same)]);
    assert_eq!(back("NL35"), [pair("NL31", Relation::Mostly), pair("NL33", Relation::Partly)]);
    assert_eq!(back("DEG0R"), [pair("DEG0P", Relation::Mostly), pair("DEG0N", Relation::Partly)]);
    assert_eq!(back("DE300"), []);
    for line in read("geo/nuts2024-nuts2021.csv").lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        assert!(regions.get(code(fields[0])).is_none(), "{} is in NUTS 2021 too", fields[0]);
        assert!(regions.get(code(fields[1])).is_some(), "{} is not in NUTS 2021", fields[1]);
    }
}

/// Facilities were placed by hand; each must fall into the country that its record states.
#[test]
fn the_facilities_lie_in_their_countries() {
    let regions = regions();
    let root = repository().join("facilities");
    let mut seen = 0;
    let folders = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
    for country in folders.filter(|path| path.is_dir()) {
        for file in std::fs::read_dir(country).unwrap() {
            let path = file.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let field = |name: &str| -> Option<&str> {
                let line = text.lines().find(|line| line.trim_start().starts_with(name))?;
                Some(line.split_once(':')?.1.trim().trim_matches(['\'', '"']))
            };
            let (Some(latitude), Some(longitude)) = (field("latitude:"), field("longitude:"))
            else {
                continue;
            };
            let found =
                regions.locate(place(latitude.parse().unwrap(), longitude.parse().unwrap()));
            let declared = CountryCode::parse(field("country:").unwrap()).unwrap();
            assert_eq!(found.map(|found| found.country()), Some(declared), "{}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 400, "{seen}");
}

/// The regions in the files of places are what looking them up would find. After a change of the
/// borders or of the places: `SNAPSHOTS=overwrite cargo test --test suite places_lie`.
#[test]
fn places_lie_where_their_files_say() {
    let regions = regions();
    for name in ["places/places1000_europe.tsv", "places/places1000_overseas.tsv"] {
        let text = read(name);
        let with_region = |line: &str| {
            let fields: Vec<&str> = line.split('\t').take(6).collect();
            let at = place(fields[3].parse().unwrap(), fields[4].parse().unwrap());
            let region = regions.locate(at).and_then(|located| located.nuts(3));
            let region = region.map_or("-".to_owned(), |code| code.to_string());
            format!("{}\t{region}\n", fields.join("\t"))
        };
        let expected: String = text.lines().map(with_region).collect();
        if std::env::var("SNAPSHOTS").is_ok_and(|wanted| wanted == "overwrite") {
            std::fs::write(repository().join("content").join(name), &expected).unwrap();
        } else {
            let differing = text.lines().zip(expected.lines()).find(|(said, found)| said != found);
            assert_eq!(differing, None, "{name}");
        }
    }
}
