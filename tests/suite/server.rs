//! `atlas serve` at work on a case, and a reader who asks it by plain HTTP.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::case::{AS_OF, Case, atlas, files};

/// How long the server may take for anything before a test gives up; far more than it needs.
const PATIENCE: Duration = Duration::from_secs(120);

/// A server that ends with the test.
pub struct Server {
    child: Child,
    /// Where it is, as `localhost:8000`.
    pub place: String,
    /// The path of the home page.
    pub base: String,
}

/// An answer.
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Reply {
    /// The value of a header; empty where it is missing.
    pub fn header(&self, name: &str) -> &str {
        let named = |(key, _): &&(String, String)| key.eq_ignore_ascii_case(name);
        self.headers.iter().find(named).map_or("", |(_, value)| value)
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
}

impl Server {
    /// Serves a case at a port of the system's choice.
    pub fn start(case: &Case) -> Self {
        Self::start_with(case, &["--port", "0"])
    }

    /// Serves a case with other options.
    pub fn start_with(case: &Case, options: &[&str]) -> Self {
        let mut child = atlas()
            .args(["serve", "--as-of", AS_OF, "--root"])
            .arg(case.path(""))
            .args(options)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let place = loop {
            let line = lines.next().expect("it ended before it served").unwrap();
            if let Some((_, rest)) = line.split_once("http://") {
                break rest.split(' ').next().unwrap().to_owned();
            }
        };
        // What it says later is read too, or it would wait for a reader.
        thread::spawn(move || lines.for_each(drop));
        let (place, base) = place.split_at(place.find('/').unwrap());
        Self { child, place: place.to_owned(), base: base.to_owned() }
    }

    /// Asks for a path below the home page.
    pub fn get(&self, path: &str) -> Reply {
        self.ask(&format!("GET {}{path} HTTP/1.1\r\nHost: {}\r\n", self.base, self.place))
    }

    /// Asks with a head of one's own, to which only the end is added.
    pub fn ask(&self, head: &str) -> Reply {
        let answer = self.send(format!("{head}Connection: close\r\n\r\n").as_bytes());
        let end = answer.windows(4).position(|it| it == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8(answer[..end].to_vec()).unwrap();
        let mut lines = head.split("\r\n");
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let header = |line: &str| {
            let (name, value) = line.split_once(": ").unwrap();
            (name.to_owned(), value.to_owned())
        };
        let reply = Reply {
            status,
            headers: lines.map(header).collect(),
            body: answer[end + 4..].to_vec(),
        };
        if !reply.body.is_empty() {
            assert_eq!(reply.header("Content-Length"), reply.body.len().to_string());
        }
        reply
    }

    /// Sends bytes and takes what comes back until the connection ends.
    pub fn send(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = self.connect();
        stream.write_all(bytes).unwrap();
        let mut answer = Vec::new();
        // A server that has heard enough may end the connection while there is more to come.
        let _ = stream.read_to_end(&mut answer);
        answer
    }

    /// A connection of one's own.
    pub fn connect(&self) -> TcpStream {
        let port = self.place.rsplit(':').next().unwrap();
        let stream = TcpStream::connect(format!("127.0.0.1:{port}")).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Listens to its news.
    pub fn listen(&self) -> Listener {
        let mut stream = self.connect();
        write!(stream, "GET /-/events HTTP/1.1\r\nHost: {}\r\n\r\n", self.place).unwrap();
        let mut listener = Listener { stream: BufReader::new(stream), last: Value::Null };
        listener.last = listener.next();
        listener
    }

    /// Whether it still runs.
    pub fn lives(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// The number of the process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits for its end.
    pub fn end(&mut self) -> std::process::ExitStatus {
        self.child.wait().unwrap()
    }

    /// What it answers at the address of a file of the site, without the script that a preview has.
    pub fn published(&self, file: &str) -> Vec<u8> {
        let reply = self.get(file.strip_suffix("index.html").unwrap_or(file));
        let allowed = [200, 302].contains(&reply.status) || file == "404.html";
        assert!(allowed, "{file}: {}", reply.status);
        if !file.ends_with(".html") {
            return reply.body;
        }
        let html = reply.text();
        let start = "<script src=\"/-/serve.js\" data-state=\"";
        assert_eq!(html.matches(start).count(), 1, "{file}");
        let (before, rest) = html.split_once(start).unwrap();
        let (_, after) = rest.split_once("\" defer></script>").unwrap();
        format!("{before}{after}").into_bytes()
    }

    /// Holds everything that it answers against a site that is built anew.
    pub fn equals_a_cold_build(&self, case: &Case) -> usize {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("site");
        case.run(&["build", "--as-of", AS_OF, "--output", output.to_str().unwrap()]).code(0);
        let built = files(&output);
        let built = || built.iter().filter(|(file, _)| *file != ".atmp-atlas");
        let differs = |(file, bytes): &(&String, &Vec<u8>)| self.published(file) != **bytes;
        let different: Vec<&String> = built().filter(differs).map(|(file, _)| file).collect();
        assert!(different.is_empty(), "not as a cold build writes them: {different:?}");
        built().count()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Somebody who listens to the news, as the script of a page does.
pub struct Listener {
    stream: BufReader<TcpStream>,
    /// The last news heard.
    pub last: Value,
}

impl Listener {
    fn next(&mut self) -> Value {
        let mut line = String::new();
        loop {
            line.clear();
            assert!(self.stream.read_line(&mut line).unwrap() > 0, "the news have ended");
            if let Some(news) = line.strip_prefix("data: ") {
                return serde_json::from_str(news).unwrap();
            }
        }
    }

    /// Waits for news of some kind.
    pub fn until(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        let began = Instant::now();
        while !wanted(&self.last) {
            assert!(began.elapsed() < PATIENCE, "the last news were {}", self.last);
            self.last = self.next();
        }
        self.last.clone()
    }

    /// Waits until another state is served, without errors.
    pub fn until_another(&mut self) {
        let old = self.last["state"].clone();
        self.until(|news| news["state"] != old && news["errors"] == 0);
    }
}
