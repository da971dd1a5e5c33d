//! Whether addresses answer, asked with the program curl.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result};
use rayon::prelude::*;

use crate::model::Url;

/// So many hosts are asked at once.
const AT_ONCE: usize = 8;

/// How long a host is left alone between two questions.
const PAUSE: Duration = Duration::from_secs(1);

/// After how many seconds an answer is no longer waited for.
const PATIENCE: &str = "20";

/// How an address answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Something is there, even where it is not for programs.
    There,
    /// The host says that nothing is there, with this status of HTTP.
    Gone(u16),
    /// No answer came, for this reason.
    Silent(&'static str),
}

/// Asks addresses, several hosts at once and each host slowly; the answers stand in the same order.
/// An address is asked once, however often it is given.
///
/// # Errors
/// Where curl cannot be run, or no threads can be started.
pub fn ask<'u>(urls: &[&'u Url]) -> Result<Vec<Answer>> {
    let mut hosts: BTreeMap<&str, Vec<&'u Url>> = BTreeMap::new();
    for url in urls {
        let of_host = hosts.entry(url.host()).or_default();
        if !of_host.contains(url) {
            of_host.push(url);
        }
    }
    let asking = rayon::ThreadPoolBuilder::new().num_threads(AT_ONCE).build()?;
    let ask_host = |(_, of_host): (&str, Vec<&'u Url>)| -> Result<Vec<(&'u Url, Answer)>> {
        let ask = |(place, url)| {
            if place > 0 {
                thread::sleep(PAUSE);
            }
            Ok((url, ask_one(url)?))
        };
        of_host.into_iter().enumerate().map(ask).collect()
    };
    let answers: Result<Vec<_>> = asking.install(|| hosts.into_par_iter().map(ask_host).collect());
    let answers: BTreeMap<&Url, Answer> = answers?.into_iter().flatten().collect();
    let not_asked = Answer::Silent("it was not asked");
    Ok(urls.iter().map(|url| answers.get(url).copied().unwrap_or(not_asked)).collect())
}

fn ask_one(url: &Url) -> Result<Answer> {
    let nowhere = if cfg!(windows) { "NUL" } else { "/dev/null" };
    let output = Command::new("curl")
        // First of all, so that no settings of the user count.
        .arg("--disable")
        .args(["--silent", "--globoff", "--location", "--max-redirs", "10"])
        .args(["--proto", "=http,https", "--proto-redir", "=http,https"])
        .args(["--max-time", PATIENCE, "--output", nowhere, "--write-out", "%{http_code}"])
        .args(["--user-agent", "Mozilla/5.0 (compatible; atlas-link-check)"])
        .args(["--url", url.as_str()])
        .stdin(Stdio::null())
        .output()
        .context("cannot run `curl`, which asks whether addresses answer\nhelp: install it")?;
    let status = String::from_utf8_lossy(&output.stdout).trim().parse().unwrap_or(0);
    Ok(answer(status, output.status.code()))
}

/// What a status of HTTP means, or what curl ended with where there is none (curl's manual, "EXIT
/// CODES").
fn answer(status: u16, code: Option<i32>) -> Answer {
    match (status, code) {
        (404 | 410, _) => Answer::Gone(status),
        (_, Some(47)) => Answer::Silent("it leads on and on"),
        (1.., _) => Answer::There,
        (_, Some(5 | 6)) => Answer::Silent("its host is not known"),
        (_, Some(7)) => Answer::Silent("nobody answers at its host"),
        (_, Some(28)) => Answer::Silent("no answer came within 20 seconds"),
        (_, Some(35 | 51 | 53..=54 | 58..=60 | 66 | 77 | 80 | 83 | 90 | 91)) => {
            Answer::Silent("the certificate of its host cannot be trusted")
        }
        _ => Answer::Silent("its host broke off"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_refuses_programs_is_there() {
        for status in [200, 204, 401, 403, 405, 429, 500, 503] {
            assert_eq!(answer(status, Some(0)), Answer::There, "{status}");
        }
        // Too large for the time that there is, but it came.
        assert_eq!(answer(200, Some(28)), Answer::There);
    }

    #[test]
    fn what_is_not_there_is_told_with_its_reason() {
        assert_eq!(answer(404, Some(0)), Answer::Gone(404));
        assert_eq!(answer(410, Some(0)), Answer::Gone(410));
        assert_eq!(answer(301, Some(47)), Answer::Silent("it leads on and on"));
        assert_eq!(answer(0, Some(6)), Answer::Silent("its host is not known"));
        assert_eq!(answer(0, Some(28)), Answer::Silent("no answer came within 20 seconds"));
        assert_eq!(answer(0, None), Answer::Silent("its host broke off"));
    }
}
