//! From a saved file to the page that shows it, in `atlas serve`.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};

/// So many edits of each kind are timed.
const EDITS: usize = 11;
/// Between two of them.
const BREATH: Duration = Duration::from_millis(300);

/// Serves an atlas, edits its files, and prints how long it takes until readers see it.
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

    let edits = [Edit::Name, Edit::Role, Edit::Template, Edit::Page];
    for edit in edits {
        let mut times = [(); 3].map(|()| Vec::new());
        for number in 0..EDITS {
            let record = records.get(number * records.len() / EDITS).context("no record")?;
            let id = record.strip_prefix(root.join("facilities"))?.with_extension("");
            let id = id.to_str().context("an id")?;
            let made = edit.make(root, record, number)?;
            let page = made.page.unwrap_or_else(|| format!("facilities/{id}/"));
            let beside = made.file.with_file_name(".saved~");
            fs::write(&beside, made.text)?;
            let began = Instant::now();
            fs::rename(&beside, &made.file)?;
            next(&mut news)?;
            let heard = began.elapsed();
            let html = server.get(&page)?;
            let shown = began.elapsed();
            ensure!(html.contains(&made.shows), "the page {page} is an old one");
            server.get(&format!("countries/{}/", id.split('/').next().unwrap_or_default()))?;
            for (times, time) in times.iter_mut().zip([heard, shown, began.elapsed()]) {
                times.push(time);
            }
            // People do not write without a breath.
            std::thread::sleep(BREATH);
        }
        let named = ["told", "page shown", "and its country"].into_iter().zip(times);
        for (what, mut times) in named {
            times.sort();
            let median = times.get(EDITS / 2).copied().unwrap_or_default();
            let slowest = times.last().copied().unwrap_or_default();
            println!(
                "{:<18} saved, then {what:<16} {:>6.0} ms (median of {EDITS}; slowest {:.0} ms), \
                 {:.2} times reading all records",
                edit.name(),
                ms(median),
                ms(slowest),
                median.as_secs_f64() / read.as_secs_f64()
            );
        }
    }
    Ok(())
}

/// Something that people change.
#[derive(Clone, Copy)]
enum Edit {
    /// The name of a record.
    Name,
    /// Its roles, which moves what its country and all Europe show.
    Role,
    /// The template of all facilities.
    Template,
    /// A page of prose.
    Page,
}

/// An edit that is about to be saved.
struct Made {
    file: PathBuf,
    text: String,
    /// The page that shows it; none for that of the record.
    page: Option<String>,
    /// What is to be seen there.
    shows: String,
}

impl Edit {
    fn name(self) -> &'static str {
        match self {
            Self::Name => "a name",
            Self::Role => "a role",
            Self::Template => "a template",
            Self::Page => "a page of prose",
        }
    }

    fn make(self, root: &Path, record: &Path, number: usize) -> Result<Made> {
        let shows = format!("Another one {number}");
        Ok(match self {
            Self::Name => {
                let text = fs::read_to_string(record)?;
                let line = text.lines().find(|line| line.starts_with("name: "));
                let text = text.replacen(line.context("a name")?, &format!("name: {shows}"), 1);
                Made { file: record.to_owned(), text, page: None, shows }
            }
            Self::Role => {
                let text = fs::read_to_string(record)?;
                let (before, rest) = text.split_once("roles:\n").context("roles")?;
                let role = match rest.starts_with("  - gmp-facility\n") {
                    true => "treatment-centre",
                    false => "gmp-facility",
                };
                let items = |line: &&str| line.starts_with("  - ");
                let after: String = rest.split_inclusive('\n').skip_while(items).collect();
                let text = format!("{before}roles:\n  - {role}\n{after}");
                Made { file: record.to_owned(), text, page: None, shows: role.to_owned() }
            }
            Self::Template => {
                let file = root.join("templates/facility.html");
                let (begin, text) = ("</header>", fs::read_to_string(&file)?);
                ensure!(text.contains(begin), "`{begin}` is not in the template");
                let text = text.replacen(begin, &format!("{begin}<p>{shows}</p>"), 1);
                Made { file, text, page: None, shows }
            }
            Self::Page => {
                let file = root.join("content/pages/about.md");
                let text = format!("{}\n\n{shows}.\n", fs::read_to_string(&file)?);
                Made { file, text, page: Some("about/".to_owned()), shows }
            }
        })
    }
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
