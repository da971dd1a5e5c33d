//! National frameworks and pages of prose: front matter and the Markdown below it.

use super::reader::Reader;
use super::rules::{content, country_folder, not_yaml, plain_markdown, too_long};
use super::section;
use crate::model::{
    Body, CountryCode, Framework, GmoProcedure, HospitalExemption, Page, Stated, is_slug,
};
use crate::source::Span;
use crate::yaml::{self, Node};

/// The longest prose, in characters.
pub const MAX_PROSE: usize = 60_000;

/// Front matter and what stands below it.
pub struct FrontMatter<'t> {
    /// The front matter.
    pub tree: Node,
    /// The text below it.
    pub body: &'t str,
}

/// Takes a text apart at its two lines `---`.
pub fn front_matter<'t>(reader: &Reader, text: &'t str) -> Option<FrontMatter<'t>> {
    let parts =
        text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n")).and_then(|rest| {
            let start = text.len() - rest.len();
            let end = rest
                .find("\n---\n")
                .map(|at| (at, 5))
                .or_else(|| rest.find("\n---\r\n").map(|at| (at, 6)));
            let end = end.or_else(|| rest.strip_suffix("\n---").map(|it| (it.len(), 4)));
            end.map(|(at, length)| (start, &rest[..at], &rest[at + length..]))
        });
    let Some((start, front, body)) = parts else {
        reader.report(&not_yaml::RULE, Span::new(0, text.find('\n').unwrap_or(text.len())),
            "the file does not begin with its front matter",
            "begin with a line `---`, then fields such as `title: …`, then another line `---`, then the text".to_owned());
        return None;
    };
    match yaml::parse(front, start) {
        Ok(tree) => {
            let start = text.len() - body.len();
            let span = Span::new(start, start + body.trim_end().len());
            let body = body.trim();
            if body.chars().count() > MAX_PROSE {
                reader.report(
                    &too_long::RULE,
                    span,
                    format!("the text has more than {MAX_PROSE} characters"),
                    "shorten it".to_owned(),
                );
            }
            plain_markdown::check(reader, span, body);
            Some(FrontMatter { tree, body })
        }
        Err(fault) => {
            reader.report(&not_yaml::RULE, fault.span, fault.message, fault.hint);
            None
        }
    }
}

/// Reads a national framework, `content/countries/<cc>.md`.
pub fn framework(reader: &Reader, name: &str, text: &str) -> Option<Framework> {
    let FrontMatter { tree, body } = front_matter(reader, text)?;
    let fields = reader.fields(&tree)?;
    let country = fields.required("country", |reader, node| {
        let text = reader.text(node)?;
        let code =
            CountryCode::parse(&text).filter(|code| code.folder() == name.trim_end_matches(".md"));
        if code.is_none() {
            reader.report(
                &country_folder::RULE,
                node.span,
                format!("the file is called `{name}`, and says `{text}`"),
                "the file of the Netherlands is `nl.md`, and says `country: NL`".to_owned(),
            );
        }
        code
    });
    let as_of = fields.optional("as_of", Reader::date);
    let competent_authority = fields.optional("competent_authority", authority);
    let hospital_exemption = fields.optional("hospital_exemption", exemption);
    let gmo_procedure = fields.optional("gmo_procedure", gmo);
    let designation = fields.optional("designation", authority);
    let tissue_authority = fields.optional("tissue_authority", authority);
    let trial_authority = fields.optional("trial_authority", authority);
    let ethics = fields.optional("ethics", authority);
    let reimbursement_body = fields.optional("reimbursement_body", authority);
    let import_export = fields.optional("import_export", notes);
    let logistics = fields.optional("logistics", notes);
    let sources = fields.required_list("sources", section::source);
    let provenance = fields.required("provenance", section::provenance);
    fields.finish();
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
        sources: sources?,
        provenance: provenance?,
        prose: body.to_owned(),
    })
}

fn authority(reader: &Reader, node: &Node) -> Option<Body> {
    let fields = reader.fields(node)?;
    let body = Body {
        name: fields.optional("name", Reader::text),
        website: fields.optional("website", Reader::url),
        notes: fields.optional("notes", Reader::text),
    };
    fields.finish();
    Some(body)
}

/// A text, or a group whose only field is `notes`.
fn notes(reader: &Reader, node: &Node) -> Option<String> {
    if node.text().is_some() {
        return reader.text(node);
    }
    let fields = reader.fields(node)?;
    let notes = fields.required("notes", Reader::text);
    fields.finish();
    notes
}

fn exemption(reader: &Reader, node: &Node) -> Option<HospitalExemption> {
    let fields = reader.fields(node)?;
    let exemption = HospitalExemption {
        available: match fields.node("available").and_then(Node::text) {
            Some("unknown") => Stated::Absent,
            _ => fields.stated("available", Reader::boolean),
        },
        legal_basis: fields.optional("legal_basis", Reader::text),
        authorised_by: fields.optional("authorised_by", Reader::text),
        conditions: fields.optional("conditions", Reader::text),
        notes: fields.optional("notes", Reader::text),
    };
    fields.finish();
    Some(exemption)
}

fn gmo(reader: &Reader, node: &Node) -> Option<GmoProcedure> {
    let fields = reader.fields(node)?;
    let procedure = GmoProcedure {
        regime: fields.optional("regime", Reader::choice),
        authority: fields.optional("authority", Reader::text),
        order: fields.optional("order", Reader::choice),
        notes: fields.optional("notes", Reader::text),
    };
    fields.finish();
    Some(procedure)
}

/// Reads a page of prose, `content/pages/<slug>.md`.
pub fn page(reader: &Reader, name: &str, text: &str) -> Option<Page> {
    let FrontMatter { tree, body } = front_matter(reader, text)?;
    let slug = name.strip_suffix(".md").filter(|slug| is_slug(slug));
    if slug.is_none() {
        reader.report(
            &content::RULE,
            tree.span,
            format!("`{name}` cannot be the address of a page"),
            "name the file with small letters, digits and hyphens, such as `about.md`".to_owned(),
        );
    }
    let fields = reader.fields(&tree)?;
    let title = fields.required("title", Reader::text);
    let description = fields.required("description", Reader::text);
    fields.finish();
    Some(Page {
        slug: slug?.to_owned(),
        title: title?,
        description: description?,
        body: body.to_owned(),
    })
}
