//! Web addresses.

use std::fmt;

/// An `http` or `https` address with a host and without user name or password, as it was written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Url {
    text: Box<str>,
    host: Box<str>,
}

/// Why a text is no address for the atlas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UrlFault {
    /// It cannot be read as an address at all.
    Unreadable,
    /// Its scheme is neither `http` nor `https`.
    Scheme,
    /// It carries a user name or a password.
    Credentials,
    /// Its host is written so that it looks like another one.
    Lookalike,
}

impl Url {
    /// Reads an address.
    ///
    /// # Errors
    /// Says why the text is none.
    pub fn parse(text: &str) -> Result<Self, UrlFault> {
        if text.chars().any(|letter| letter.is_whitespace() || letter.is_control()) {
            return Err(UrlFault::Unreadable);
        }
        let url = ::url::Url::parse(text).map_err(|_| UrlFault::Unreadable)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(UrlFault::Scheme);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(UrlFault::Credentials);
        }
        let host = url.host_str().ok_or(UrlFault::Unreadable)?;
        let rest = text.get(url.scheme().len()..).and_then(|rest| rest.strip_prefix("://"));
        let rest = rest.ok_or(UrlFault::Unreadable)?;
        let written = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
        if looks_like_another(written, host) {
            return Err(UrlFault::Lookalike);
        }
        Ok(Self { text: text.into(), host: host.into() })
    }

    /// The address as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The host, in its ASCII form, without a leading `www.`: what a reader is shown of a long
    /// address.
    #[must_use]
    pub fn host(&self) -> &str {
        self.host.strip_prefix("www.").unwrap_or(&self.host)
    }
}

/// Whether a host is not what it looks like: written in a form that browsers read as another one,
/// or with letters of another script among Latin ones. A host wholly in one other script is taken
/// where the domain at its end is in that script too (after Unicode Technical Standard 39, sections
/// 5.1 and 5.2).
fn looks_like_another(written: &str, host: &str) -> bool {
    let name = match written.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => written,
    };
    if name.is_ascii() {
        // Numbers in other forms, escapes and the like become another host.
        return !name.eq_ignore_ascii_case(host);
    }
    let scripts = |label: &str| {
        let mut scripts: Vec<Script> = label.chars().filter_map(script).collect();
        scripts.sort_unstable();
        scripts.dedup();
        scripts
    };
    let end = scripts(name.rsplit('.').next().unwrap_or_default());
    name.split('.').map(scripts).any(|label| match label.as_slice() {
        [] | [Script::Latin] => false,
        [Script::Other] => true,
        [one] => end != [*one],
        _ => true,
    })
}

/// A script of letters that hosts in Europe have.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Other,
}

/// The script of a letter, by the blocks of Unicode; none for digits, signs and accents on their own.
fn script(letter: char) -> Option<Script> {
    Some(match letter {
        '0'..='9' | '-' | '\u{300}'..='\u{36f}' => return None,
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Script::Latin,
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Script::Greek,
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        _ => Script::Other,
    })
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_web_addresses() {
        assert_eq!(Url::parse("https://www.igj.nl/a?b#c").unwrap().host(), "igj.nl");
        assert_eq!(Url::parse("javascript:alert(1)"), Err(UrlFault::Scheme));
        assert_eq!(Url::parse("data:text/html,x"), Err(UrlFault::Scheme));
        assert_eq!(Url::parse("https://user@example.org"), Err(UrlFault::Credentials));
        for text in
            ["example.org", "https://", "https:/\\example.org", "https://a b", "https:a.org"]
        {
            assert_eq!(Url::parse(text), Err(UrlFault::Unreadable), "{text}");
        }
        assert_eq!(Url::parse("https:/https://a.org//x"), Err(UrlFault::Unreadable));
    }

    #[test]
    fn a_host_is_what_it_looks_like() {
        for text in [
            // Cyrillic а, р and е; Greek ο; fullwidth letters; a slash that is none.
            "https://ex\u{430}mple.org/",
            "https://\u{430}\u{440}\u{440}\u{435}.com",
            "https://g\u{3bf}ogle.com",
            "https://\u{ff45}xample.org",
            "https://example.org\u{2044}x.org",
            "https://%65xample.org",
            "https://0x7f.1/",
            "https://2130706433/",
        ] {
            assert_eq!(Url::parse(text), Err(UrlFault::Lookalike), "{text}");
        }
        for text in [
            "https://WWW.Example.org:8443/x",
            "https://charit\u{e9}.de/",
            "https://www.m\u{fc}nchen.de",
            "https://xn--mnchen-3ya.de",
            // Bulgarian and Greek hosts below domains of their script.
            "https://\u{43f}\u{440}\u{438}\u{43c}\u{435}\u{440}.\u{431}\u{433}/",
            "https://\u{3c0}\u{3b1}.\u{3b5}\u{3bb}/",
            "https://192.0.2.1/",
            "https://[2001:db8::1]:443/",
        ] {
            assert!(Url::parse(text).is_ok(), "{text}");
        }
    }
}
