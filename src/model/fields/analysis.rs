//! The files that the summaries are made from, `content/access.yaml` and `content/matching.yaml`.

use crate::model::field::{Field, Group, Kind, TEXT};
use crate::model::vocabulary::VocabularyName as Of;
use crate::model::{ClosedList, Shared};

/// How access is measured, `content/access.yaml`.
pub static ACCESS: Group = Group::of(&[
    Field::optional("platforms", "Platforms", Kind::List(&Kind::Term(Of::Platforms)))
        .help("The platforms that access is measured for, beside every role.")
        .example("[car-t, aav]"),
    Field::optional("platform_roles", "Roles for a platform", Kind::List(&Kind::Term(Of::Roles)))
        .help("A facility counts for a platform if it has one of these roles; any will do where there are none.")
        .example("[treatment-centre]"),
    Field::required("distances_km", "Distances", Kind::List(&Kind::Number))
        .help("The distances within which people are counted, in kilometres, ascending.")
        .example("[50, 100, 200, 300]"),
    Field::required("shares", "Shares", Kind::List(&Kind::Number))
        .help("The shares of people whose distance is sought, in per cent, ascending.")
        .example("[50, 80, 95]"),
    Field::required("detour", "Detour", Kind::Number)
        .help("By how much a journey is longer than the straight line, in the sensitivity check.")
        .example("1.3"),
    Field::required("catchment", "Catchment", Kind::List(&Kind::Group(&RING)))
        .help("The rings of a facility’s catchment, from the inside outwards.")
        .example("[{within_km: 50, weight: 1}, {within_km: 100, weight: 0.5}]"),
    Field::required("reach_km", "Reach", Kind::Number)
        .help("People farther than this from a facility count as beyond reach, in kilometres.")
        .example("100"),
    Field::required("other_reaches_km", "Other reaches", Kind::List(&Kind::Number))
        .help("Other values for `reach_km`, under which the list of under-served regions is made again.")
        .example("[50, 200]"),
    Field::required("longest_list", "Longest list", Kind::Whole(1, 500))
        .help("How many entries the lists of farthest and of under-served regions have.")
        .example("20"),
]);

static RING: Group = Group::of(&[
    Field::required("within_km", "Outer edge", Kind::Number)
        .help("The ring’s outer edge, in kilometres.")
        .example("50"),
    Field::required("weight", "Weight", Kind::Number)
        .help("How much someone within it counts, above 0 and up to 1.")
        .example("0.68"),
]);

/// Who complements whom, `content/matching.yaml`.
pub static MATCHING: Group = Group::of(&[
    Field::required("within_km", "Distance", Kind::Number)
        .help("How far to look, in kilometres.")
        .example("150"),
    Field::required("most", "Most", Kind::Whole(1, 100))
        .help("How many facilities to suggest for each rule, the nearest first.")
        .example("5"),
    Field::required("rules", "Rules", Kind::List(&Kind::Group(&RULE)))
        .help("The rules, in the order in which suggestions are shown.")
        .example("[{id: trains, label: Trains staff, here: {roles: [gmp-facility]}, there: {services: [training]}, reason: Trains the staff of others.}]"),
]);

static RULE: Group = Group::of(&[
    Field::required("id", "Id", Kind::Text(60))
        .help("Its name, in small letters, digits and single hyphens.")
        .example("trains"),
    Field::required("label", "Label", Kind::Text(100))
        .help("A heading for its suggestions.")
        .example("Trains staff"),
    Field::required("here", "Here", Kind::Group(&CRITERIA))
        .help("What the facility that looks must be.")
        .example("{roles: [gmp-facility]}"),
    Field::required("there", "There", Kind::Group(&CRITERIA))
        .help("What the one that is found must be.")
        .example("{services: [training]}"),
    Field::optional("shared", "Shared", Kind::Choice(Shared::CHOICES))
        .help("What both must have in common.")
        .example("product"),
    Field::required("reason", "Reason", TEXT)
        .help("Why, in one sentence; `{shared}` stands for what both have in common.")
        .example("Trains the staff of others."),
]);

static CRITERIA: Group = Group::of(&[
    Field::optional("roles", "Roles", Kind::List(&Kind::Term(Of::Roles)))
        .help("One of these roles.")
        .example("[gmp-facility]"),
    Field::optional("services", "Services", Kind::List(&Kind::Term(Of::Services)))
        .help("One of these services.")
        .example("[training]"),
    Field::optional("product_links", "Products", Kind::List(&Kind::Term(Of::ProductLinks)))
        .help("Something of this kind with a product.")
        .example("[makes]"),
]);
