//! Addresses and identifiers.

use super::{Leaf, text};
use crate::check::reader::Reader;
use crate::check::rules::{bad_identifier, bad_text, bad_url};
use crate::model::field::Kind;
use crate::model::{FacilityId, Ror, TrialId, Url, UrlFault};
use crate::yaml::{self, Node};

impl Leaf for Url {
    fn read(reader: &Reader, node: &Node, _: Kind) -> Option<Self> {
        let text = text::word(reader, node)?;
        let fault = match Self::parse(&text) {
            Ok(url) => return Some(url),
            Err(fault) => fault,
        };
        let message = match fault {
            UrlFault::Unreadable => format!("`{text}` is not a web address"),
            UrlFault::Scheme => format!("`{text}` does not begin with `https://` or `http://`"),
            UrlFault::Credentials => "the address has a user name or a password in it".to_owned(),
            UrlFault::Lookalike => format!("the host of `{text}` looks like another one"),
        };
        let finding = reader.fault(&bad_url::RULE, node.span, message);
        reader.report(match (web_meant(&text), fault) {
            (Some(meant), _) => finding.hint(format!("write `{meant}`")).replacement(meant),
            (None, UrlFault::Credentials) => {
                finding.hint("leave out what stands between `//` and `@`")
            }
            (None, UrlFault::Scheme) => finding
                .hint("only web pages can be linked: copy the page’s address from the browser"),
            (None, UrlFault::Lookalike) => finding.hint(
                "type the address anew: a letter of another alphabet stands among its letters, or \
                 it is written in numbers or escapes",
            ),
            (None, UrlFault::Unreadable) => {
                finding.hint("copy the whole address from the browser, from `https://` on")
            }
        });
        None
    }
}

/// The web address that was meant, if it is one when it is mended.
fn web_meant(text: &str) -> Option<String> {
    // A link of Markdown, or an address in angle brackets.
    let inner = match text.split_once("](") {
        Some((_, rest)) => rest.trim_end_matches(')'),
        None => text.trim_matches(['<', '>', '"', '\'', ',', ';', ' ']),
    };
    let bare = inner
        .trim_start_matches(|letter: char| letter.is_ascii_alphabetic())
        .strip_prefix("//")
        .or_else(|| inner.find(":/").map(|at| inner[at + 2..].trim_start_matches('/')))
        .or_else(|| inner.find("//").map(|at| &inner[at + 2..]))
        .unwrap_or(inner);
    let spaced = bare.trim().replace(' ', "%20");
    let bare = if bare.contains("://") || !bare.contains('/') { bare } else { spaced.as_str() };
    let scheme = inner.strip_suffix(bare).unwrap_or_default().to_ascii_lowercase();
    let wrong_scheme = ["javascript", "data", "file", "ftp", "mailto"];
    if wrong_scheme.iter().any(|wrong| inner.to_ascii_lowercase().starts_with(&format!("{wrong}:")))
    {
        return None;
    }
    let secure = if scheme == "http://" { "http" } else { "https" };
    let host = bare.split(['/', '?', '#']).next().unwrap_or_default();
    let looks_like_host = host.contains('.') && !host.contains([' ', '@', ':']);
    let meant = format!("{secure}://{bare}");
    (looks_like_host && meant != text && Url::parse(&meant).is_ok()).then_some(meant)
}

/// An e-mail address.
pub fn email(reader: &Reader, node: &Node) -> Option<String> {
    let text = text::word(reader, node)?;
    if is_email(&text) {
        return Some(text);
    }
    let message = format!("`{text}` is not one e-mail address");
    let fault = reader.fault(&bad_text::RULE, node.span, message);
    let mut unfolded = text.clone();
    for at in ["[at]", "(at)", " at "] {
        unfolded = unfolded.replace(&format!(" {at} "), "@").replace(at, "@");
    }
    let meant = unfolded
        .split([' ', ',', ';', '<', '>', ':'])
        .find(|part| is_email(part))
        .map(str::to_owned);
    reader.report(match meant {
        Some(meant) => fault.hint(format!("write `{meant}`")).replacement(meant),
        None => fault.hint("write one address of the institution, such as `office@example.org`"),
    });
    None
}

fn is_email(text: &str) -> bool {
    let part = |text: &str, also: &str| {
        !text.is_empty() && text.chars().all(|it| it.is_ascii_alphanumeric() || also.contains(it))
    };
    text.len() <= 254
        && text.split_once('@').is_some_and(|(mailbox, domain)| {
            part(mailbox, "._+-")
                && part(domain, ".-")
                && domain.contains('.')
                && domain.split('.').all(|label| !label.is_empty())
        })
}

/// A telephone number in international form.
pub fn phone(reader: &Reader, node: &Node) -> Option<String> {
    let text = text::word(reader, node)?;
    if is_phone(&text) {
        return Some(text);
    }
    let message = format!("`{text}` is not a telephone number in international form");
    let fault = reader.fault(&bad_text::RULE, node.span, message);
    let bare = text.trim_start_matches(|letter: char| !letter.is_ascii_digit() && letter != '+');
    let meant = bare
        .strip_prefix("00")
        .map_or_else(|| bare.to_owned(), |rest| format!("+{}", rest.trim_start()))
        .replace("(0)", " ")
        .replace("  ", " ");
    reader.report(if is_phone(&meant) {
        fault.hint(format!("write `{meant}`")).replacement(yaml::scalar(&meant))
    } else {
        fault.hint(
            "write a plus, the country’s number and the rest without the zero in front, such as \
             `\"+31 71 526 9111\"`",
        )
    });
    None
}

fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    text.starts_with('+')
        && text.len() <= 30
        && (7..=15).contains(&digits)
        && !text.contains("(0)")
        && text[1..].chars().all(|letter| letter.is_ascii_digit() || " ()-/.".contains(letter))
}

impl Leaf for Ror {
    fn read(reader: &Reader, node: &Node, _: Kind) -> Option<Self> {
        let text = text::word(reader, node)?;
        let id = Self::parse(&text);
        if id.is_none() {
            let lower = text.trim_end_matches('/').to_lowercase();
            let bare = lower.rsplit('/').next().unwrap_or_default();
            let message =
                format!("`{text}` is not an identifier of the Research Organization Registry");
            let fault = reader.fault(&bad_identifier::RULE, node.span, message);
            reader.report(if Self::parse(bare).is_some() {
                fault.hint(format!("write `{bare}`")).replacement(yaml::scalar(bare))
            } else if bare.len() == 9 && bare.starts_with('0') {
                fault.hint(
                    "its last two characters do not fit the others, so that one of the nine is a \
                     slip: copy it again from ror.org",
                )
            } else {
                fault.hint(
                    "look the organisation up at ror.org and copy the nine characters behind \
                     `ror.org/`",
                )
            });
        }
        id
    }
}

impl Leaf for TrialId {
    fn read(reader: &Reader, node: &Node, _: Kind) -> Option<Self> {
        let text = text::word(reader, node)?;
        let id = Self::parse(&text);
        if id.is_none() {
            let fault = reader.fault(
                &bad_identifier::RULE,
                node.span,
                format!("`{text}` is not the number of a trial"),
            );
            let upper = text.to_ascii_uppercase();
            let together = upper.replace(' ', "");
            let meant = std::iter::once(together.as_str())
                .chain(upper.split(['/', ' ', '=', '?', ':']))
                .find(|part| Self::parse(part).is_some());
            reader.report(match meant {
                Some(meant) => fault.hint(format!("write `{meant}`")).replacement(meant),
                None => fault.hint(
                    "write `NCT01234567`, `2004-000015-25` (EudraCT), `2022-500137-40-00` (EU CT) \
                     or `ISRCTN12345674`",
                ),
            });
        }
        id
    }
}

impl Leaf for FacilityId {
    fn read(reader: &Reader, node: &Node, _: Kind) -> Option<Self> {
        let text = text::word(reader, node)?;
        let id = Self::parse(&text);
        if id.is_none() {
            let fault = reader.fault(
                &bad_text::RULE,
                node.span,
                format!("`{text}` is not the id of a record"),
            );
            let lower = text.to_lowercase();
            let path = lower.trim_end_matches('/').trim_end_matches(".yaml");
            let mut steps = path.rsplit('/');
            let (slug, folder) =
                (steps.next().unwrap_or_default(), steps.next().unwrap_or_default());
            let meant = format!("{folder}/{}", slug.replace([' ', '_'], "-"));
            reader.report(if Self::parse(&meant).is_some() {
                fault.hint(format!("write `{meant}`")).replacement(meant)
            } else {
                fault.hint(
                    "an id is the country’s two small letters, a slash, and the name of the file, \
                     such as `nl/necstgen`; under `relations` a body without a record goes under \
                     `name` instead of `to`",
                )
            });
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mends_addresses() {
        for (text, meant) in [
            ("necstgen.com", Some("https://necstgen.com")),
            ("www.necstgen.com/a?b=c", Some("https://www.necstgen.com/a?b=c")),
            ("https:/necstgen.com", Some("https://necstgen.com")),
            ("htps://necstgen.com", Some("https://necstgen.com")),
            ("http//necstgen.com/x", Some("https://necstgen.com/x")),
            ("<https://necstgen.com>", Some("https://necstgen.com")),
            ("[NecstGen](http://necstgen.com)", Some("http://necstgen.com")),
            ("mailto:a@b.org", None),
            ("javascript:alert(1)", None),
            ("https://user@example.org", None),
            ("see the website", None),
        ] {
            assert_eq!(web_meant(text).as_deref(), meant, "{text}");
        }
    }

    #[test]
    fn knows_addresses_and_numbers() {
        assert!(is_email("cell.factory@hospital.example.it"));
        assert!(!is_email("a@b") && !is_email("a@b..it") && !is_email("a b@c.it"));
        assert!(is_phone("+31 71 526 9111"));
        assert!(!is_phone("071 526 9111") && !is_phone("+31 (0)71 526 9111"));
    }
}
