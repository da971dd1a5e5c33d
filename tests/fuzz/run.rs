//! One target: a process that tries mutated inputs, and another that watches it.

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::mutate::{Chance, mutated};
use crate::targets::{Tries, Try, seeds};

/// More than this no input takes.
const SLOW: Duration = Duration::from_secs(1);

/// In a short run, of a program that is not made for speed and beside other tests, so many times
/// that.
const SLACK: u32 = 20;

/// When nothing has come for so long, the watch gives up.
const STUCK: u64 = 120;

/// The most memory that a target may take, in KiB.
const MEMORY: u64 = 256 * 1024;

/// Inputs that said something new are kept up to this many bytes together.
const POOL: usize = 16 * 1024 * 1024;

/// Longer ones are tried and not kept, so that the rest of a run is not spent on them.
const KEPT: usize = 2 * 1024;

/// Tries a target: in a process of its own, whose end is looked at.
pub fn target(name: &str, together: usize, target: fn() -> Try) {
    if std::env::var("ATLAS_FUZZ_TARGET").is_ok_and(|it| it == name) {
        return tries(name, together, &target());
    }
    let program = std::env::current_exe().unwrap();
    let output = Command::new(program)
        .args([name, "--exact", "--nocapture"])
        .env("ATLAS_FUZZ_TARGET", name)
        .env("RAYON_NUM_THREADS", "1")
        .env_remove("RUST_BACKTRACE")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    if output.status.success() {
        let line = said.lines().find(|line| line.contains(" inputs in ")).unwrap_or_default();
        println!("{line}");
        if std::env::var("ATLAS_FUZZ").is_ok() {
            // Written past the test harness, which shows the output of failed tests only.
            use std::io::Write as _;
            let _ = std::io::stderr().write_all(format!("{line}\n").as_bytes());
        }
        return;
    }
    let heard = String::from_utf8_lossy(&output.stderr);
    panic!(
        "{}\n{said}{}\nits last inputs are in {}",
        output.status,
        heard.lines().take(40).collect::<Vec<_>>().join("\n"),
        folder().join(name).display()
    );
}

/// Where inputs are left that a run failed on.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/fuzz")
}

/// So many inputs at a time.
fn tries(name: &str, together: usize, run: &Try) {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
    let wanted = number("ATLAS_FUZZ").unwrap_or(if cfg!(debug_assertions) { 300 } else { 3_000 });
    let limit = if number("ATLAS_FUZZ").is_some() { SLOW } else { SLOW * SLACK };
    let mut chance = Chance(number("ATLAS_FUZZ_SEED").unwrap_or(1));
    let left = folder().join(name);
    let _ = fs::remove_dir_all(&left);
    fs::create_dir_all(&left).unwrap();
    watch();

    let began = Instant::now();
    let mut pool = seeds(name);
    let mut known = BTreeSet::new();
    let mut size: usize = pool.iter().map(String::len).sum();
    let mut slowest = Duration::ZERO;
    let mut news = 0_u64;
    // First the inputs themselves.
    let mut waiting: Vec<String> = pool.clone();
    let mut done = 0_u64;
    while done < wanted || !waiting.is_empty() {
        let batch: Vec<String> = if waiting.is_empty() {
            (0..together).map(|_| mutated(&pool, &mut chance)).collect()
        } else {
            let rest = waiting.split_off(waiting.len().min(together));
            std::mem::replace(&mut waiting, rest)
        };
        fs::write(left.join("last"), batch.join("\n=====\n")).unwrap();
        TICK.fetch_add(1, Ordering::Relaxed);
        let (found, took) = measured(run, &batch, limit, &left);
        slowest = slowest.max(took);
        for (input, traits) in batch.into_iter().zip(found) {
            done += 1;
            let before = known.len();
            known.extend(traits);
            if known.len() > before && size + input.len() < POOL && input.len() < KEPT {
                size += input.len();
                news += 1;
                pool.push(input);
            }
        }
    }
    keep_some(name, &pool);
    let memory = peak();
    println!(
        "{name}: {done} inputs in {:.0} s, the slowest {together} together in {} ms, {news} said \
         something new, {} MB at most",
        began.elapsed().as_secs_f64(),
        slowest.as_millis(),
        memory.unwrap_or(0) / 1024
    );
    assert!(memory.is_none_or(|it| it < MEMORY), "{name} took {memory:?} KiB of memory");
    fs::remove_dir_all(&left).unwrap();
}

/// Tries a batch; one that fails or is slow input by input, so that it is known which it was.
fn measured(run: &Try, batch: &[String], limit: Duration, left: &Path) -> (Tries, Duration) {
    let began = Instant::now();
    let found = catch_unwind(AssertUnwindSafe(|| run(batch)));
    let took = began.elapsed();
    if let Ok(found) = found {
        if took < limit {
            return (found, took);
        }
        // None of them may have taken all of that time.
        let mut slowest = Duration::ZERO;
        for input in batch {
            let began = Instant::now();
            run(std::slice::from_ref(input));
            let took = began.elapsed();
            slowest = slowest.max(took);
            if took >= limit {
                fs::write(left.join("slow"), input).unwrap();
                panic!("an input takes {took:?}: {}", left.join("slow").display());
            }
        }
        return (found, slowest);
    }
    for input in batch {
        if catch_unwind(AssertUnwindSafe(|| run(std::slice::from_ref(input)))).is_err() {
            fs::write(left.join("crash"), input).unwrap();
            panic!("an input fails: {}", left.join("crash").display());
        }
    }
    panic!("inputs fail together only: {}", left.join("last").display());
}

/// Counts batches, so that the watch sees whether they come to an end.
static TICK: AtomicU64 = AtomicU64::new(0);

/// Ends the process when nothing comes any more.
fn watch() {
    std::thread::spawn(|| {
        let (mut seen, mut idle) = (0, 0);
        loop {
            std::thread::sleep(Duration::from_secs(1));
            let now = TICK.load(Ordering::Relaxed);
            idle = if now == seen { idle + 1 } else { 0 };
            seen = now;
            if idle > STUCK {
                println!("an input does not come to an end");
                std::process::abort();
            }
        }
    });
}

/// The most memory that this process has held, in KiB; none where the system does not tell.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Leaves what a long run found in a folder that is asked for with `ATLAS_FUZZ_KEEP`.
fn keep_some(name: &str, pool: &[String]) {
    let Ok(place) = std::env::var("ATLAS_FUZZ_KEEP") else { return };
    let place = Path::new(&place).join(name);
    fs::create_dir_all(&place).unwrap();
    for (at, input) in pool.iter().enumerate() {
        fs::write(place.join(format!("{at:05}")), input).unwrap();
    }
}
