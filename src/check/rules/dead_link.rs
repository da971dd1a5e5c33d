//! `dead-link`

use crate::finding::{Finding, Rule, Severity, example};
use crate::load::Answer;
use crate::source::Place;

/// The rule.
pub static RULE: Rule = Rule {
    name: "dead-link",
    severity: Severity::Warning,
    what: "a cited page answers; `atlas check --links` asks, and a build never does",
    why: "readers follow sources, and what nobody can read any more proves nothing",
    example: example!("dead-link"),
};

/// What is said of a cited address that answered so.
#[must_use]
pub fn check(place: Place, answer: Answer) -> Option<Finding> {
    let message = match answer {
        Answer::There => return None,
        Answer::Gone(status) => format!("the page is gone: its host answers with {status}"),
        Answer::Silent(why) => format!("the page does not answer: {why}"),
    };
    Some(Finding::new(&RULE, place, message).hint(
        "look where the page has moved to, or for a copy in a web archive, and correct the address \
         and `accessed`; where what it said is gone for good, look for another source",
    ))
}
