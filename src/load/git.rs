//! The program git, and the files that it keeps.

use std::io::{BufRead, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

/// Git, as it behaves whatever the settings of the user.
pub(super) fn git(root: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(root);
    for setting in ["core.quotePath=false", "log.showSignature=false", "core.fsmonitor=false"] {
        command.args(["-c", setting]);
    }
    command.env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0").stdin(Stdio::null());
    command
}

/// The texts of files, by git's names for them, in the same order; `None` where it has none.
///
/// # Errors
/// Where git cannot be run, or does not answer as it should.
pub(super) fn blobs(root: &Path, names: &[&str]) -> Result<Vec<Option<String>>> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let context = "cannot run `git cat-file`";
    let mut child = git(root)
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context(context)?;
    let (Some(mut asks), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
        bail!(context);
    };
    let lines: String = names.iter().flat_map(|name| [name, "\n"]).collect();
    let texts = std::thread::scope(|scope| -> Result<Vec<Option<String>>> {
        // Both ends at once, or the two would wait for each other.
        let asking = scope.spawn(move || asks.write_all(lines.as_bytes()));
        let mut answers = BufReader::new(answers);
        let texts = names.iter().map(|_| blob(&mut answers)).collect::<Result<_>>();
        let texts = texts.context(context)?;
        match asking.join() {
            Ok(outcome) => outcome.context(context)?,
            Err(_) => bail!(context),
        }
        Ok(texts)
    })?;
    child.wait().context(context)?;
    Ok(texts)
}

/// The next answer: a line `<name> blob <size>`, that many bytes, and a line end; or a line alone.
fn blob(answers: &mut impl BufRead) -> Result<Option<String>> {
    let mut head = String::new();
    answers.read_line(&mut head)?;
    let mut parts = head.split_ascii_whitespace().skip(1);
    let (Some("blob"), Some(size)) = (parts.next(), parts.next()) else { return Ok(None) };
    let mut bytes = vec![0; size.parse::<usize>()? + 1];
    answers.read_exact(&mut bytes)?;
    bytes.pop();
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}
