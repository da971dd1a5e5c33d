//! A site that does not hang together is not published, and the message names the page.

use crate::case::Case;

/// Holds that a build with a changed template fails, says why and where, and publishes nothing.
fn refused(template: &str, from: &str, to: &str, fault: &str) {
    let case = Case::new();
    case.build().code(0);
    let before = case.tree("output");
    let case = case.replace(&format!("templates/{template}"), from, to);
    case.build().code(2).silent().says(fault);
    assert!(case.tree("output") == before, "the site of before is gone");
}

#[test]
fn a_link_that_leads_nowhere_stops_the_build() {
    let link = "<h1>{{ head.here }}</h1><a href=\"nowhere/\">x</a>";
    refused(
        "countries.html",
        "<h1>{{ head.here }}</h1>",
        link,
        "/countries/: the link `nowhere/` leads nowhere",
    );
}

#[test]
fn a_fault_around_pages_stops_the_build() {
    let fault = "/countries/: the link `#never` leads to a page that has no such place";
    refused("base.html", "href=\"#content\"", "href=\"#never\"", fault);
    let twice = "<header class=\"top\"><i id=\"theme\"></i>";
    refused(
        "base.html",
        "<header class=\"top\">",
        twice,
        "/countries/: the id `theme` stands twice",
    );
    let link = "<header class=\"top\"><a href=\"nl/\">x</a>";
    refused("base.html", "<header class=\"top\">", link, "/explore/: the link `nl/` leads nowhere");
    let link = "<header class=\"top\"><a href=\"{{ head.root }}nowhere/\">x</a>";
    refused("base.html", "<header class=\"top\">", link, "the link `../nowhere/` leads nowhere");
}

#[test]
fn a_place_on_another_page_that_is_not_there_stops_the_build() {
    refused(
        "countries.html",
        "<h1>{{ head.here }}</h1>",
        "<h1>{{ head.here }}</h1><a href=\"../changes/#never\">x</a>",
        "/countries/: the link `../changes/#never` leads to a page that has no such place",
    );
}

#[test]
fn an_id_that_stands_twice_stops_the_build() {
    refused(
        "not-found.html",
        "<h1>{{ head.here }}</h1>",
        "<h1 id=\"content\">{{ head.here }}</h1>",
        "/404.html: the id `content` stands twice",
    );
}

#[test]
fn a_label_that_is_not_there_stops_the_build() {
    refused(
        "not-found.html",
        "<h1>{{ head.here }}</h1>",
        "<h1>{{ head.here }}</h1><div role=\"group\" aria-labelledby=\"never\"></div>",
        "/404.html: nothing has the id `never`",
    );
}

#[test]
fn a_number_that_is_not_the_api_s_stops_the_build() {
    refused(
        "parts.html",
        "{{ country.facilities }}</td>",
        "{{ country.facilities }}7</td>",
        "it shows `27` for `nl.all`, and the static API has 2",
    );
}

#[test]
fn a_number_of_a_decision_or_a_region_that_is_not_the_api_s_stops_the_build() {
    let mark = "<td class=\"number\" data-sum=\"{{ sum }}\">";
    refused("fragments/cell.html", mark, &format!("{mark}7"), "any`, and the static API has");
}

#[test]
fn a_facility_that_its_country_does_not_list_stops_the_build() {
    refused(
        "country.html",
        "{{ page.facilities | safe }}",
        "",
        "/countries/nl/: it leads to 0 facilities, and the static API counts 2",
    );
}
