//! One connection: requests in, answers out.

use std::fmt::Write as _;
use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use super::answer::Answer;
use super::request::{Request, request};
use super::stand::{Seen, Stand};
use super::tools;

/// The largest head of a request, in bytes.
const LARGEST_HEAD: usize = 16 * 1024;
/// The most headers of a request.
const MOST_HEADERS: usize = 64;
/// How long a silent connection is kept.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often a listener is told that there is no news, so that one who has gone is noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// Answers the requests of a connection until one of the two sides ends it.
///
/// # Errors
/// Where the other side has gone.
pub(super) fn talk(mut stream: TcpStream, stand: &Stand) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let mut received = Vec::new();
    while let Some(asked) = next(&mut stream, &mut received)? {
        let Request { path, head_only, last } = match asked {
            Ok(request) => request,
            Err(refusal) => {
                send(&mut stream, &refusal, false, true)?;
                // What is still on its way is taken in, so that the answer is not lost.
                stream.shutdown(std::net::Shutdown::Write)?;
                let _ = io::copy(&mut (&stream).take(1 << 20), &mut io::sink());
                return Ok(());
            }
        };
        if path == tools::EVENTS && !head_only {
            return tell_news(&mut stream, stand);
        }
        send(&mut stream, &stand.answer(&path), head_only, last)?;
        if last {
            return Ok(());
        }
    }
    Ok(())
}

/// The next request, or the answer to one that is refused; `None` where no more come.
fn next(
    stream: &mut TcpStream,
    received: &mut Vec<u8>,
) -> io::Result<Option<Result<Request, Answer>>> {
    loop {
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut head = httparse::Request::new(&mut headers);
        let asked = match head.parse(received) {
            Ok(httparse::Status::Complete(length)) => Some((length, request(&head))),
            Ok(httparse::Status::Partial) if received.len() < LARGEST_HEAD => None,
            Ok(httparse::Status::Partial) | Err(httparse::Error::TooManyHeaders) => {
                Some((0, Err(Answer::text(431, "this request is too long"))))
            }
            Err(_) => Some((0, Err(Answer::text(400, "this is no request")))),
        };
        if let Some((length, asked)) = asked {
            received.drain(..length);
            return Ok(Some(asked));
        }
        let mut chunk = [0; 4096];
        match stream.read(&mut chunk)? {
            0 => return Ok(None),
            length => received.extend(chunk.get(..length).unwrap_or_default()),
        }
    }
}

fn send(stream: &mut TcpStream, answer: &Answer, head_only: bool, last: bool) -> io::Result<()> {
    let mut head = format!("HTTP/1.1 {} {}\r\n", answer.status, answer.reason());
    for (name, value) in &answer.headers {
        // Writing to a string cannot fail.
        let _ = write!(head, "{name}: {value}\r\n");
    }
    let _ = write!(head, "Content-Length: {}\r\n", answer.body.len());
    head.push_str(if last { "Connection: close\r\n\r\n" } else { "\r\n" });
    let mut bytes = head.into_bytes();
    if !head_only {
        bytes.extend_from_slice(&answer.body);
    }
    stream.write_all(&bytes)
}

/// Hands on the news of the stand as they come
/// (<https://html.spec.whatwg.org/multipage/server-sent-events.html>).
fn tell_news(stream: &mut TcpStream, stand: &Stand) -> io::Result<()> {
    stream.write_all(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\
          X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\nretry: 500\n\n",
    )?;
    let mut seen = Seen::default();
    loop {
        match stand.wait(&mut seen, HEARTBEAT) {
            Some(news) => stream.write_all(format!("event: news\ndata: {news}\n\n").as_bytes())?,
            None => stream.write_all(b": still here\n\n")?,
        }
    }
}
