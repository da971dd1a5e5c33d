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
        if !text.to_ascii_lowercase().starts_with("http") || !text.contains("://") {
            return Err(UrlFault::Unreadable);
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
    }
}
