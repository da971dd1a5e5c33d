//! National frameworks, texts about regions and pages of prose: front matter and the Markdown below
//! it.

use super::fields::Fields;
use super::reader::Reader;
use super::rules::{bad_text, content, country_folder, not_yaml, plain_markdown, too_long};
use super::section;
use super::value::text;
use crate::geo::{NutsCode, Regions};
use crate::model::fields::{FRAMEWORK, PAGE, REGION_TEXT};
use crate::model::{
    Body, CountryCode, Framework, GmoProcedure, HospitalExemption, Page, RegionText, Stated,
    Tristate, is_slug,
};
use crate::source::Span;
use crate::yaml::Node;

/// Front matter and what stands below it.
pub struct FrontMatter<'t> {
    /// The front matter.
    pub tree: Node,
    /// The text below it.
    pub body: &'t str,
}

/// Where the front matter of a text begins, the front matter, and the text below it.
pub fn parts(text: &str) -> Option<(usize, &str, &str)> {
    let rest = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n"))?;
    let start = text.len() - rest.len();
    let end =
        rest.find("\n---\n").map(|at| (at, 5)).or_else(|| rest.find("\n---\r\n").map(|at| (at, 6)));
    let end = end.or_else(|| rest.strip_suffix("\n---").map(|it| (it.len(), 4)));
    end.map(|(at, length)| (start, &rest[..at], &rest[at + length..]))
}

/// Takes a text apart at its two lines `---`.
pub fn front_matter<'t>(reader: &Reader, text: &'t str) -> Option<FrontMatter<'t>> {
    let Some((start, front, body)) = parts(text) else {
        let span = Span::new(0, text.find('\n').unwrap_or(text.len()));
        let fault =
            reader.fault(&not_yaml::RULE, span, "the file does not begin with its front matter");
        reader.report(fault.hint(
            "begin with a line `---`, then fields such as `title: …`, then another line `---`, then \
             the text",
        ));
        return None;
    };
    let tree = reader.tree(front, start)?;
    let start = text.len() - body.len();
    let span = Span::new(start, start + body.trim_end().len());
    if let Some((at, message)) = text::invisible(&body.replace(['\r', '\t'], " ")) {
        let letter = body[at..].chars().next().map_or(0, char::len_utf8);
        let place = Span::new(start + at, start + at + letter);
        reader.report(
            reader
                .fault(&bad_text::RULE, place, message)
                .hint("take it out, or type that part anew instead of pasting it"),
        );
    }
    let body = body.trim();
    let length = body.chars().count();
    let limit = reader.limits().page;
    if length > limit {
        let message = format!("the text has {length} characters, and {limit} is the limit");
        reader.report(reader.fault(&too_long::RULE, span, message).hint("shorten it"));
    }
    plain_markdown::check_page(reader, span, body);
    Some(FrontMatter { tree, body })
}

/// Reads a national framework, `content/countries/<cc>.md`.
pub fn framework(reader: &Reader, name: &str, text: &str) -> Option<Framework> {
    let FrontMatter { tree, body } = front_matter(reader, text)?;
    let fields = Fields::open(reader, &tree, &FRAMEWORK)?;
    let country: Option<CountryCode> = fields.get("country");
    if let Some(written) = country
        && let expected = name.trim_end_matches(".md")
        && written.folder() != expected
    {
        let span = fields.node("country").map_or(tree.span, |node| node.span);
        let message = format!("the file is called `{name}`, and says `{written}`");
        let fault = reader.fault(&country_folder::RULE, span, message);
        reader.report(fault.hint("the file of the Netherlands is `nl.md`, and says `country: NL`"));
    }
    let as_of = fields.get("as_of");
    let competent_authority = fields.group("competent_authority", authority);
    let hospital_exemption = fields.group("hospital_exemption", exemption);
    let gmo_procedure = fields.group("gmo_procedure", gmo);
    let designation = fields.group("designation", authority);
    let tissue_authority = fields.group("tissue_authority", authority);
    let trial_authority = fields.group("trial_authority", authority);
    let ethics = fields.group("ethics", authority);
    let reimbursement_body = fields.group("reimbursement_body", authority);
    let (import_export, logistics) = (fields.get("import_export"), fields.get("logistics"));
    let sources = fields.groups("sources", section::source);
    let provenance = fields.group("provenance", section::provenance);
    Some(Framework {
        country: country?,
        as_of,
        competent_authority,
        hospital_exemption,
        gmo_procedure,
        designation,
        tissue_authority,
        trial_authority,
        ethics,
        reimbursement_body,
        import_export,
        logistics,
        sources,
        provenance: provenance?,
        prose: body.to_owned(),
    })
}

fn authority(fields: &Fields) -> Option<Body> {
    Some(Body {
        name: fields.get("name"),
        website: fields.get("website"),
        notes: fields.get("notes"),
    })
}

fn exemption(fields: &Fields) -> Option<HospitalExemption> {
    Some(HospitalExemption {
        available: match fields.get("available") {
            Some(Tristate::Yes) => Stated::Is(true),
            Some(Tristate::No) => Stated::Is(false),
            Some(Tristate::Unknown) | None => Stated::Absent,
        },
        legal_basis: fields.get("legal_basis"),
        authorised_by: fields.get("authorised_by"),
        conditions: fields.get("conditions"),
        notes: fields.get("notes"),
    })
}

fn gmo(fields: &Fields) -> Option<GmoProcedure> {
    Some(GmoProcedure {
        regime: fields.get("regime"),
        authority: fields.get("authority"),
        order: fields.get("order"),
        notes: fields.get("notes"),
    })
}

/// Reads a page of prose, `content/pages/<slug>.md`.
pub fn page(reader: &Reader, name: &str, text: &str) -> Option<Page> {
    let FrontMatter { tree, body } = front_matter(reader, text)?;
    let slug = name.strip_suffix(".md").filter(|slug| is_slug(slug));
    if slug.is_none() {
        let message = format!("`{name}` cannot be the address of a page");
        reader.report(
            reader
                .fault(&content::RULE, tree.span, message)
                .hint("name the file with small letters, digits and hyphens, such as `about.md`"),
        );
    }
    let fields = Fields::open(reader, &tree, &PAGE)?;
    let (title, description) = (fields.get("title"), fields.get("description"));
    Some(Page {
        slug: slug?.to_owned(),
        title: title?,
        description: description?,
        body: body.to_owned(),
        in_english: false,
    })
}

/// Reads what editors say of a region, `content/regions/<nuts>.md`.
pub fn region_text(
    reader: &Reader,
    name: &str,
    text: &str,
    regions: &Regions,
) -> Option<RegionText> {
    let FrontMatter { tree, body } = front_matter(reader, text)?;
    let code = name.strip_suffix(".md").and_then(|code| code.parse::<NutsCode>().ok());
    let region = code.filter(|code| code.level() == 2 && regions.get(*code).is_some());
    if region.is_none() {
        let message = format!("`{name}` is not the code of a region that has a page");
        let fault = reader.fault(&content::RULE, tree.span, message);
        reader.report(
            fault.hint("name the file after a region of NUTS 2021, level 2, such as `ITH5.md`"),
        );
    }
    let fields = Fields::open(reader, &tree, &REGION_TEXT)?;
    let as_of = fields.get("as_of");
    Some(RegionText { region: region?, as_of: as_of?, body: body.to_owned() })
}
