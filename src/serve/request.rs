//! What is asked for.

use super::answer::Answer;

/// The longest address that is read, in bytes.
const LONGEST_TARGET: usize = 4096;

/// The names by which this machine calls itself. A page of another site can make a browser ask here
/// under that site's name, which must lead nowhere
/// (<https://en.wikipedia.org/wiki/DNS_rebinding>).
const OWN_NAMES: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// The head of a request.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    /// The path that is asked for, decoded, with a slash in front and without a query.
    pub path: String,
    /// Whether the body is to be left out.
    pub head_only: bool,
    /// Whether the connection ends after the answer.
    pub last: bool,
}

/// Takes the head of a request apart.
///
/// # Errors
/// The answer to a request that is refused; nothing more is read from its sender then.
pub(super) fn request(head: &httparse::Request<'_, '_>) -> Result<Request, Answer> {
    let head_only = match head.method.unwrap_or_default() {
        "GET" => false,
        "HEAD" => true,
        _ => return Err(Answer::text(405, "only GET and HEAD").with("Allow", "GET, HEAD")),
    };
    let values = |name: &'static str| {
        let named = head.headers.iter().filter(move |it| it.name.eq_ignore_ascii_case(name));
        named.map(|header| String::from_utf8_lossy(header.value).trim().to_ascii_lowercase())
    };
    let empty = values("content-length").all(|length| length == "0");
    if !empty || values("transfer-encoding").next().is_some() {
        return Err(Answer::text(400, "a request without a body, please"));
    }
    let target = head.path.unwrap_or_default();
    if target.len() > LONGEST_TARGET {
        return Err(Answer::text(414, "this address is too long"));
    }
    let hosts: Vec<String> = values("host").collect();
    let (host, path) = match target.strip_prefix("http://") {
        // As a proxy would be asked.
        Some(rest) => {
            let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            (host.to_ascii_lowercase(), path)
        }
        None => (hosts.first().cloned().unwrap_or_default(), target),
    };
    if hosts.len() > 1 || !std::iter::once(&host).chain(&hosts).all(|host| is_own(host)) {
        return Err(Answer::text(421, "ask under the name `localhost`"));
    }
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let path = decoded(path).filter(|path| path.starts_with('/'));
    let path = path.ok_or_else(|| Answer::text(400, "this is no address"))?;
    let connection = values("connection").next().unwrap_or_default();
    let last = match head.version {
        Some(1) => connection.contains("close"),
        _ => !connection.contains("keep-alive"),
    };
    Ok(Request { path, head_only, last })
}

/// Whether a host, with or without a port, is this machine.
fn is_own(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    OWN_NAMES.contains(&name)
}

/// A path with its escapes resolved; `None` where they are no text.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: u8| char::from(byte).to_digit(16);
            let (high, low) = (digit(rest.next()?)?, digit(rest.next()?)?);
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(text: &str) -> Result<Request, u16> {
        let mut headers = [httparse::EMPTY_HEADER; 16];
        let mut head = httparse::Request::new(&mut headers);
        assert!(head.parse(text.as_bytes()).unwrap().is_complete(), "{text}");
        request(&head).map_err(|answer| answer.status)
    }

    fn of_host(host: &str) -> Result<Request, u16> {
        asked(&format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n"))
    }

    #[test]
    fn a_path_is_decoded_and_its_query_left_out() {
        let found = asked("GET /a%20b/%C3%B6?q=/x#y HTTP/1.1\r\nHost: localhost:8000\r\n\r\n");
        assert_eq!(found, Ok(Request { path: "/a b/ö".into(), head_only: false, last: false }));
        let found = asked("HEAD http://127.0.0.1:1/x HTTP/1.0\r\nHost: localhost\r\n\r\n");
        assert_eq!(found, Ok(Request { path: "/x".into(), head_only: true, last: true }));
        assert_eq!(asked("GET / HTTP/1.0\r\n\r\n"), Err(421), "nobody says whom it is for");
        let other = "GET http://localhost/ HTTP/1.1\r\nHost: example.org\r\n\r\n";
        assert_eq!(asked(other), Err(421));
    }

    #[test]
    fn escapes_that_are_no_text_are_refused() {
        for path in ["/%", "/%2", "/%zz", "/%ff", "x", "*"] {
            let text = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assert_eq!(asked(&text), Err(400), "{path}");
        }
    }

    #[test]
    fn only_this_machine_is_asked() {
        for host in ["localhost", "LOCALHOST:8000", "127.0.0.1:80", "[::1]:8000", "[::1]"] {
            assert!(of_host(host).is_ok(), "{host}");
        }
        for host in [
            "example.org",
            "localhost.example.org",
            "127.0.0.1.example.org",
            "::1",
            "",
            "a@localhost",
        ] {
            assert_eq!(of_host(host), Err(421), "{host}");
        }
        let twice = "GET / HTTP/1.1\r\nHost: localhost\r\nHost: example.org\r\n\r\n";
        assert_eq!(asked(twice), Err(421));
    }

    #[test]
    fn what_writes_is_refused() {
        assert_eq!(asked("POST / HTTP/1.1\r\nHost: localhost\r\n\r\n"), Err(405));
        let body = "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\n";
        assert_eq!(asked(body), Err(400));
    }
}
