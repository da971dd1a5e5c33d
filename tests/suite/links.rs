//! `atlas check --links` against a host of the test's own, by the program curl.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::mpsc;
use std::thread;

use crate::case::{AS_OF, Case};

/// A host that answers by the last part of an address, and tells what it was asked.
fn host() -> (u16, mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (tell, asked) = mpsc::channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let path = answer(stream.unwrap());
            if tell.send(path).is_err() {
                break;
            }
        }
    });
    (port, asked)
}

fn answer(mut stream: TcpStream) -> String {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let request = lines.next().unwrap().unwrap();
    let path = request.split(' ').nth(1).unwrap().to_owned();
    // The head is read to its end, or closing would break the connection off.
    while lines.next().is_some_and(|line| !line.unwrap().is_empty()) {}
    let head = match &*path {
        "/gone" => "404 Not Found",
        "/refused" => "403 Forbidden",
        "/moved" => "302 Found\r\nLocation: /there",
        "/round" => "302 Found\r\nLocation: /round",
        _ => "200 OK",
    };
    write!(stream, "HTTP/1.1 {head}\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok").unwrap();
    path
}

/// A record whose sources are these addresses.
fn record(urls: &[String]) -> String {
    let mut text = String::from(
        "name: Example Cell Factory\norganisations:\n  - name: Example University Hospital\n\
         roles: [quality-control-laboratory]\nlocation:\n  city: Groningen\n  country: NL\n  \
         latitude: 53.22\n  longitude: 6.57\n  precision: city\nprovenance:\n  \
         method: public-sources\n  state: compiled\n  verified: 2026-11-23\nsources:\n",
    );
    for url in urls {
        text.push_str(&format!("  - url: {url}\n    title: A page\n    accessed: 2026-11-23\n"));
    }
    text
}

#[test]
fn cited_pages_are_asked_only_when_that_is_wanted() {
    if Command::new("curl").arg("--version").output().is_err() {
        eprintln!("left out: cited pages, since there is no curl");
        return;
    }
    let (port, asked) = host();
    let at = |host: &str, path: &str| format!("http://{host}:{port}{path}");
    let urls: Vec<String> = ["/there", "/gone", "/refused", "/moved", "/round", "/gone"]
        .iter()
        .map(|path| at("127.0.0.1", path))
        .chain([at("nowhere.invalid", "/there")])
        .collect();
    let case = Case::bare().file("facilities/nl/links.yaml", record(&urls));
    let path = "facilities/nl/links.yaml";
    let full = case.path(path);
    let full = full.to_str().unwrap();

    let silent = case.run(&["check", "--as-of", AS_OF, full]).code(0);
    assert!(!silent.shows("dead-link"));
    assert!(asked.try_recv().is_err(), "a check without --links asks nobody");

    let number = port.to_string();
    case.run(&["check", "--as-of", AS_OF, "--links", full])
        .code(0)
        .stdout_without(&number, "dead-links.txt");
    let mut asked: Vec<String> = asked.try_iter().collect();
    asked.dedup();
    let times = |path: &str| asked.iter().filter(|it| *it == path).count();
    assert_eq!(times("/gone"), 1, "an address that stands twice is asked once");
    assert_eq!(times("/refused"), 1);
}
