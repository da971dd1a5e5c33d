//! From a saved record to the page that shows it, in `atlas serve`.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};

/// So many edits are timed.
const EDITS: usize = 11;

/// Serves an atlas, edits records, and prints how long it takes until readers see it.
pub fn measure(root: &Path) -> Result<()> {
    let records = records(root)?;
    let began = Instant::now();
    let server = Server::start(root)?;
    println!("first page after {:.0} ms", ms(began.elapsed()));
    let mut news = server.listen()?;
    let all = || -> Result<usize> { Ok(records.iter().flat_map(fs::read).flatten().count()) };
    let began = Instant::now();
    let bytes = all()?;
    let read = began.elapsed();
    println!("{} records, {bytes} bytes, read in {:.0} ms", records.len(), ms(read));

    let (mut heard, mut shown, mut country) = (Vec::new(), Vec::new(), Vec::new());
    for edit in 0..EDITS {
        let path = records.get(edit * records.len() / EDITS).context("no record")?;
        let text = fs::read_to_string(path)?;
        let name = text.lines().find_map(|line| line.strip_prefix("name: ")).context("a name")?;
        let new = format!("Another name {edit}");
        let saved = text.replacen(&format!("name: {name}"), &format!("name: {new}"), 1);
        let id = path.strip_prefix(root.join("facilities"))?.with_extension("");
        let id = id.to_str().context("an id")?;
        let beside = path.with_file_name(".saved~");
        fs::write(&beside, saved)?;
        let began = Instant::now();
        fs::rename(&beside, path)?;
        next(&mut news)?;
        heard.push(began.elapsed());
        let page = server.get(&format!("facilities/{id}/"))?;
        shown.push(began.elapsed());
        ensure!(page.contains(&new), "the page of {id} is an old one");
        server.get(&format!("countries/{}/", id.split('/').next().unwrap_or_default()))?;
        country.push(began.elapsed());
    }
    for (what, times) in [("told", heard), ("page shown", shown), ("and its country", country)] {
        let mut times = times;
        times.sort();
        let median = times.get(EDITS / 2).copied().unwrap_or_default();
        let slowest = times.last().copied().unwrap_or_default();
        println!(
            "saved, then {what:<16} {:>6.0} ms (median of {EDITS}; slowest {:.0} ms), \
             {:.2} times reading all records",
            ms(median),
            ms(slowest),
            median.as_secs_f64() / read.as_secs_f64()
        );
    }
    Ok(())
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn records(root: &Path) -> Result<Vec<PathBuf>> {
    let mut records = Vec::new();
    for country in fs::read_dir(root.join("facilities"))? {
        let country = country?.path();
        if country.is_dir() {
            for record in fs::read_dir(country)? {
                records.push(record?.path());
            }
        }
    }
    records.sort();
    Ok(records)
}

/// A server that ends with the measuring.
struct Server {
    child: Child,
    place: String,
    base: String,
}

impl Server {
    fn start(root: &Path) -> Result<Self> {
        let mut child = Command::new(env!("CARGO_BIN_EXE_atlas"))
            .args(["serve", "--port", "0", "--root"])
            .arg(root)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut lines = BufReader::new(child.stdout.take().context("its output")?).lines();
        let address = loop {
            let line = lines.next().context("it ended")??;
            if let Some((_, rest)) = line.split_once("http://localhost:") {
                break rest.split(' ').next().unwrap_or_default().to_owned();
            }
        };
        std::thread::spawn(move || lines.for_each(drop));
        let (port, base) = address.split_once('/').context("an address")?;
        let server = Self { child, place: format!("localhost:{port}"), base: format!("/{base}") };
        server.get("")?;
        Ok(server)
    }

    fn ask(&self, path: &str) -> Result<TcpStream> {
        let mut stream = TcpStream::connect(&self.place)?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.place)?;
        Ok(stream)
    }

    fn get(&self, path: &str) -> Result<String> {
        let mut answer = String::new();
        self.ask(&format!("{}{path}", self.base))?.read_to_string(&mut answer)?;
        if !answer.starts_with("HTTP/1.1 200 ") {
            bail!("{path}: {}", answer.lines().next().unwrap_or_default());
        }
        Ok(answer)
    }

    fn listen(&self) -> Result<BufReader<TcpStream>> {
        let mut news = BufReader::new(self.ask("/-/events")?);
        next(&mut news)?;
        Ok(news)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits for the next news.
fn next(news: &mut BufReader<TcpStream>) -> Result<()> {
    let mut line = String::new();
    while !line.starts_with("data: ") {
        line.clear();
        ensure!(news.read_line(&mut line)? > 0, "the news have ended");
    }
    Ok(())
}
