//! The look of figures that stand alone: the site's style sheets for charts and maps, with every
//! custom property replaced by its value, since few programs beside browsers know them.

use std::collections::BTreeMap;

use anyhow::{Result, anyhow, bail};
use lightningcss::error::{Error, ParserError};
use lightningcss::stylesheet::{ParserOptions, StyleSheet};
use minify_html::{Cfg, minify};

/// Where the properties get their values, below `templates/`.
const VALUES: [&str; 2] = ["styles/00-tokens.css", "styles/05-palette.css"];

/// What charts, maps and the sheet around them look like.
const CHART: [&str; 2] = ["styles/46-charts.css", "styles/48-sheet.css"];
const MAP: [&str; 2] = ["styles/47-maps.css", "styles/48-sheet.css"];

/// What stands before the rules for dark paper; a sheet for paper alone ends here.
const DARK_FROM: &str = "@media screen and (prefers-color-scheme:dark){";

/// The beginnings of the rules that give the properties their values.
const LIGHT: &str = ":root {";
const DARK: &str = ":root[data-theme=\"dark\"] {";

/// The look of charts and of maps: light on paper, and dark on the screens of those whose
/// system asks for it.
#[derive(Debug, Clone, Default)]
pub(in crate::page) struct Style {
    pub chart: String,
    pub map: String,
}

impl Style {
    /// Reads it from templates, given by their names.
    ///
    /// # Errors
    /// A style sheet that is not CSS.
    pub fn new(templates: &BTreeMap<&str, &str>) -> Result<Self> {
        let text = |names: &[&str]| -> String {
            names.iter().filter_map(|name| templates.get(name)).copied().collect()
        };
        let values = text(&VALUES);
        let (light, dark) = (properties(&values, LIGHT), properties(&values, DARK));
        let both = |names: &[&str]| -> Result<String> {
            let rules = text(names);
            // Each alone has been read; a line of all that is filled in would say nothing.
            let minified = |properties| {
                minified_style("styles", &filled(&rules, properties)).map_err(|_| {
                    anyhow!(
                        "`templates/{}` cannot be read once each `var(…)` has its value\n\
                         help: write a name alone in `var(…)`",
                        names.join("` and `templates/")
                    )
                })
            };
            let (light, dark) = (minified(&light)?, minified(&dark)?);
            Ok(format!("{light}{DARK_FROM}{}}}", changed(&light, &dark)))
        };
        Ok(Self { chart: both(&CHART)?, map: both(&MAP)? })
    }
}

impl Style {
    /// The rules for paper alone.
    pub fn on_paper(style: &str) -> &str {
        style.split(DARK_FROM).next().unwrap_or(style)
    }
}

/// The rules of a minified sheet that differ from those of another one.
fn changed(light: &str, dark: &str) -> String {
    let pairs = light.split_inclusive('}').zip(dark.split_inclusive('}'));
    pairs.filter(|(light, dark)| light != dark).map(|(_, dark)| dark).collect()
}

/// The custom properties of all rules that begin so.
fn properties<'v>(css: &'v str, begin: &str) -> BTreeMap<&'v str, &'v str> {
    let mut found = BTreeMap::new();
    for rule in css.split(begin).skip(1) {
        let body = rule.split('}').next().unwrap_or_default();
        for property in body.split(';') {
            if let Some((name, value)) = property.trim().split_once(':') {
                found.insert(name.trim(), value.trim());
            }
        }
    }
    found
}

/// A style sheet with the properties filled in, also those that name others.
fn filled(css: &str, properties: &BTreeMap<&str, &str>) -> String {
    const DEEPEST: usize = 4;
    let mut text = css.to_owned();
    for _ in 0..DEEPEST {
        let mut next = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once("var(") {
            let (name, end) = after.split_once(')').unwrap_or((after, ""));
            next.push_str(before);
            next.push_str(properties.get(name.trim()).copied().unwrap_or("inherit"));
            rest = end;
        }
        next.push_str(rest);
        text = next;
    }
    text
}

/// A style sheet without what only its author needs.
///
/// Minified by what minifies templates: all that `lightningcss` needs for writing would be compiled
/// once more for this place.
///
/// # Errors
/// What is not CSS, with the file's name, line and column; what would end the element that it is
/// minified in.
pub fn minified_style(name: &str, text: &str) -> Result<String> {
    const OPEN: &str = "<style>";
    const CLOSE: &str = "</style";
    if let Some(place) = text.to_ascii_lowercase().find(CLOSE) {
        let line = text[..place].matches('\n').count() + 1;
        bail!(
            "templates/{name}:{line}: `{CLOSE}` stands in a style sheet\n\
             help: take it out, or write `<\\/style` inside a text"
        );
    }
    // The minifier leaves what does not become shorter as it is, also where an end is missing, as
    // CSS allows: then it would take in the sheet behind it. Blanks can always be left out.
    let room = " ".repeat(2 * text.len() + 64);
    let cfg = Cfg { minify_css: true, keep_closing_tags: true, ..Cfg::default() };
    let element = minify(format!("{OPEN}{room}{text}{CLOSE}>").as_bytes(), &cfg);
    let css = String::from_utf8_lossy(&element);
    let css = css.strip_prefix(OPEN).and_then(|css| css.strip_suffix("</style>")).unwrap_or(text);
    // It leaves what it cannot read too, without a word.
    if css.trim() == text.trim() {
        StyleSheet::parse(text, ParserOptions::default())
            .map_err(|error| fault(name, text, &error))?;
    }
    Ok(css.to_owned())
}

/// That a style sheet cannot be read, and where that was noticed.
fn fault(name: &str, text: &str, error: &Error<ParserError<'_>>) -> anyhow::Error {
    let (place, what) = match (&error.kind, &error.loc) {
        // Also where a bracket too many stands behind the last rule: nothing may begin with one.
        (ParserError::EndOfInput, _) => {
            let last = text.trim_end().lines().count().max(1);
            (format!(":{last}"), "a bracket is missing, or there is one too many".to_owned())
        }
        (kind, Some(at)) => (format!(":{}:{}", at.line + 1, at.column), kind.to_string()),
        (kind, None) => (String::new(), kind.to_string()),
    };
    anyhow!(
        "templates/{name}{place}: {what}\n\
         help: mend what stands there or before it, or take the file from a complete atlas"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_style_sheet_is_told_with_its_line() {
        let told = |text: &str| minified_style("a.css", text).map_err(|error| error.to_string());
        assert_eq!(told("p { color : red }\n"), Ok("p{color:red}".to_owned()));
        assert_eq!(told("p{color:red}"), Ok("p{color:red}".to_owned()));
        assert_eq!(told(""), Ok(String::new()));
        // What CSS ends by itself is ended, since other sheets follow.
        assert_eq!(told("p{color:red"), Ok("p{color:red}".to_owned()));
        assert_eq!(told("@import \"a\""), Ok("@import \"a\";".to_owned()));
        assert_eq!(told("@layer a,b"), Ok("@layer a,b;".to_owned()));
        for (text, begin) in [
            ("p { color: red }\nq { color: } }}\n", "2: a bracket is missing, or"),
            ("p { color: red }\n/* </STYLE> */", "2: `</style` stands"),
            ("p {}\n q) { color: red }\n", "2:"),
        ] {
            let fault = told(text).unwrap_err();
            assert!(fault.starts_with(&format!("templates/a.css:{begin}")), "{fault}");
        }
    }

    #[test]
    fn what_only_values_break_is_told_of_both_sheets() {
        let templates = BTreeMap::from([(CHART[0], ".a { fill: var(--ink, rgb(0 0 0)) }")]);
        let fault = Style::new(&templates).unwrap_err().to_string();
        let begin = "`templates/styles/46-charts.css` and `templates/styles/48-sheet.css` cannot";
        assert!(fault.starts_with(begin) && fault.contains("help: write a name alone"), "{fault}");
    }

    #[test]
    fn properties_become_values() {
        let tokens = ":root { --ink: #111; --line: var(--ink); }\
                      :root[data-theme=\"dark\"] { --ink: #eee; --line: var(--ink); }";
        let rules = ".a { fill: var(--line); stroke: var(--nothing); } .b { stroke-width: 2px }";
        let templates = BTreeMap::from([(VALUES[0], tokens), (CHART[0], rules)]);
        let style = Style::new(&templates).unwrap();
        assert_eq!(
            style.chart,
            ".a{fill:#111;stroke:inherit}.b{stroke-width:2px}\
             @media screen and (prefers-color-scheme:dark){.a{fill:#eee;stroke:inherit}}"
        );
    }
}
