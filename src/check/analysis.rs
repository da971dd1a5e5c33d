//! How access is measured and who complements whom: `content/access.yaml`, `content/matching.yaml`.

use super::fields::Fields;
use super::reader::Reader;
use super::rules::{bad_number, bad_text, content, duplicate_key};
use crate::model::fields::{ACCESS, MATCHING};
use crate::model::{AccessSettings, Criteria, MatchingRule, MatchingRules, Ring, Shared, is_slug};
use crate::yaml::{Node, Value};

/// What stands for what both have in common, in a rule's reason.
const SHARED: &str = "{shared}";

/// Half the way round the globe, in kilometres: nothing is farther.
const FARTHEST_KM: f64 = 20_000.0;

/// Reads how access is measured.
pub fn access(reader: &Reader, tree: &Node) -> Option<AccessSettings> {
    let fields = Fields::open(reader, tree, &ACCESS)?;
    let platforms = fields.list("platforms");
    let platform_roles = fields.list("platform_roles");
    let distances_km = kilometres(&fields, "distances_km");
    let shares: Vec<f64> = fields.list("shares");
    within(&fields, "shares", &shares, (0.0, 100.0), "above 0 and below 100");
    ascending(&fields, "shares", &shares);
    let detour: Option<f64> = fields.get("detour");
    if detour.is_some_and(|detour| !(1.0..=10.0).contains(&detour)) {
        let message = "`detour` is not between 1 and 10";
        fault(
            &fields,
            "detour",
            message,
            "1.3 means that a journey is 1.3 times the straight line",
        );
    }
    let catchment = fields.groups("catchment", ring);
    let edges: Vec<f64> = catchment.iter().map(|ring| ring.within_km).collect();
    ascending(&fields, "catchment", &edges);
    let weights: Vec<f64> = catchment.iter().map(|ring| -ring.weight).collect();
    if !weights.is_sorted() {
        let message = "a ring of `catchment` weighs more than one inside it";
        fault(
            &fields,
            "catchment",
            message,
            "weights fall from the inside outwards, such as 1, 0.68, 0.22",
        );
    }
    let reach_km: Option<f64> = fields.get("reach_km");
    if let Some(reach) = reach_km {
        within(&fields, "reach_km", &[reach], (0.0, FARTHEST_KM), "a distance on the globe");
    }
    let other_reaches_km = kilometres(&fields, "other_reaches_km");
    let longest_list: Option<u32> = fields.get("longest_list");
    Some(AccessSettings {
        platforms,
        platform_roles,
        distances_km,
        shares: shares.iter().map(|share| share / 100.0).collect(),
        detour: detour?,
        catchment,
        reach_km: reach_km?,
        other_reaches_km,
        longest_list: usize::try_from(longest_list?).ok()?,
    })
}

fn ring(fields: &Fields) -> Option<Ring> {
    let within_km: Option<f64> = fields.get("within_km");
    let weight: Option<f64> = fields.get("weight");
    if let Some(edge) = within_km {
        within(fields, "within_km", &[edge], (0.0, FARTHEST_KM), "a distance on the globe");
    }
    if weight.is_some_and(|weight| weight <= 0.0 || weight > 1.0) {
        let message = "`weight` is not above 0 and up to 1";
        fault(fields, "weight", message, "someone in the innermost ring counts 1, others less");
    }
    Some(Ring { within_km: within_km?, weight: weight? })
}

/// Distances above 0, ascending.
fn kilometres(fields: &Fields, name: &str) -> Vec<f64> {
    let distances = fields.list(name);
    within(fields, name, &distances, (0.0, FARTHEST_KM), "a distance on the globe");
    ascending(fields, name, &distances);
    distances
}

fn within(fields: &Fields, name: &str, numbers: &[f64], (low, high): (f64, f64), what: &str) {
    let off = numbers.iter().find(|number| **number <= low || **number >= high);
    if let Some(off) = off {
        let message = format!("`{off}` in `{name}` is not {what}");
        fault(fields, name, &message, &format!("write a number above {low} and below {high}"));
    }
}

fn ascending(fields: &Fields, name: &str, numbers: &[f64]) {
    if numbers.windows(2).any(|pair| pair[0] >= pair[1]) {
        let message = format!("`{name}` does not ascend");
        fault(fields, name, &message, "put the smallest first, and each number once");
    }
}

fn fault(fields: &Fields, name: &str, message: &str, hint: &str) {
    let span = fields.node(name).map_or_else(|| fields.key_span(name), |node| node.span);
    fields.report(fields.reader().fault(&bad_number::RULE, span, message).hint(hint));
}

/// Reads who complements whom.
pub fn matching(reader: &Reader, tree: &Node) -> Option<MatchingRules> {
    let fields = Fields::open(reader, tree, &MATCHING)?;
    let within_km: Option<f64> = fields.get("within_km");
    if let Some(distance) = within_km {
        within(&fields, "within_km", &[distance], (0.0, FARTHEST_KM), "a distance on the globe");
    }
    let most: Option<u32> = fields.get("most");
    let rules = fields.groups("rules", rule);
    for (place, rule) in rules.iter().enumerate() {
        if rules[..place].iter().any(|other| other.id == rule.id) {
            let message = format!("two rules are called `{}`", rule.id);
            let fault = reader.fault(&duplicate_key::RULE, fields.key_span("rules"), message);
            reader.report(fault.hint("give one of the two another id"));
        }
    }
    Some(MatchingRules { within_km: within_km?, most: usize::try_from(most?).ok()?, rules })
}

fn rule(fields: &Fields) -> Option<MatchingRule> {
    let reader = fields.reader();
    let id: Option<String> = fields.get("id");
    if let (Some(text), Some(node)) = (&id, fields.node("id"))
        && !is_slug(text)
    {
        let message = format!("`{text}` cannot be the id of a rule");
        let fault = reader.fault(&bad_text::RULE, node.span, message);
        reader.report(fault.hint("use small letters, digits and single hyphens"));
    }
    let label = fields.get("label");
    let (here, there) = (asked(fields, "here"), asked(fields, "there"));
    let shared: Option<Shared> = fields.get("shared");
    let reason: Option<String> = fields.get("reason");
    if let (Some(text), Some(node)) = (&reason, fields.node("reason")) {
        let fault = |message: &str| reader.fault(&content::RULE, node.span, message);
        let names_it = text.contains(SHARED);
        if names_it && !fields.has("shared") {
            let fault = fault("the reason has `{shared}`, and the rule asks for nothing in common");
            reader.report(fault.hint("add a line `shared: product` or `shared: platform`"));
        }
        if text.replace(SHARED, "").contains(['{', '}']) {
            let fault = fault("the reason has a brace that stands for nothing");
            reader.report(fault.hint("only `{shared}` stands for something"));
        }
    }
    Some(MatchingRule {
        id: id?,
        label: label?,
        here: here?,
        there: there?,
        shared,
        reason: reason?,
    })
}

/// What one side of a rule must be; asking for nothing would suggest everybody.
fn asked(fields: &Fields, name: &str) -> Option<Criteria> {
    let (criteria, asks) = fields.group(name, |fields| {
        // Words that are wrong ask for something too.
        let is_asked = |name: &str| {
            fields
                .node(name)
                .is_some_and(|it| !matches!(&it.value, Value::List(all) if all.is_empty()))
        };
        let asks = ["roles", "services", "product_links"].into_iter().any(is_asked);
        let criteria = Criteria {
            roles: fields.list("roles"),
            services: fields.list("services"),
            product_links: fields.list("product_links"),
        };
        Some((criteria, asks))
    })?;
    if !asks {
        let message = format!("`{name}` asks for nothing");
        let fault = fields.reader().fault(&content::RULE, fields.key_span(name), message);
        fields.report(
            fault.hint(format!("say whom it is for, such as `{name}: {{roles: [gmp-facility]}}`")),
        );
    }
    Some(criteria)
}
