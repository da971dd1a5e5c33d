//! `country-folder`

use super::{Checked, place_in_country};
use crate::finding::{Rule, Severity, example};
use crate::geo::{CountryCode, Located};

/// The rule.
pub static RULE: Rule = Rule {
    name: "country-folder",
    severity: Severity::Error,
    what: "a record stands in the folder of the country that it declares",
    why: "the folder is a part of the id and of the address",
    example: example!("country-folder"),
};

/// Checks one record; whether it stands where it says.
pub fn check(record: &Checked, located: Option<&Located>) -> bool {
    let (id, written) = (&record.facility.id, record.facility.location.country);
    let folder = id.country();
    if folder == written.folder() {
        return true;
    }
    let message = format!("the record says `{written}`, and stands in the folder `{folder}`");
    let fault = record.fault(&RULE, "location.country", message);
    let of_folder = CountryCode::parse_folder(folder);
    let lies_in = |country| located.is_some_and(|it| place_in_country::is_in(it, country));
    let code = folder.to_ascii_uppercase();
    record.report(if of_folder.is_some_and(lies_in) && !lies_in(written) {
        fault.hint(format!("write `{code}`: the point on the map lies there too")).replacement(code)
    } else if lies_in(written) {
        let place = format!("facilities/{}/{}.yaml", written.folder(), id.slug());
        fault.hint(format!("move the file to `{place}`: the point on the map lies there too"))
    } else {
        fault.hint(format!("move the file to the folder `{}`, or write `{code}`", written.folder()))
    });
    false
}
