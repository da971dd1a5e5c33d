//! Wall clock, processor time and memory of this process and of the programs it has run.

use std::fs;
use std::time::Instant;

/// Takes the time of one stage after the other, and prints a line for each.
pub struct Meter {
    began: Instant,
    last: Instant,
    cpu_began: f64,
    cpu_last: f64,
    wall: f64,
    shown: bool,
}

impl Meter {
    /// Begins now.
    pub fn start() -> Self {
        let now = Instant::now();
        let cpu = cpu_seconds();
        Self { began: now, last: now, cpu_began: cpu, cpu_last: cpu, wall: 0.0, shown: true }
    }

    /// Begins now, and prints the total only.
    pub fn silent() -> Self {
        Self { shown: false, ..Self::start() }
    }

    /// Ends a stage.
    pub fn stage(&mut self, name: &str) {
        let (now, cpu) = (Instant::now(), cpu_seconds());
        if self.shown {
            line(name, (now - self.last).as_secs_f64(), cpu - self.cpu_last);
        }
        (self.last, self.cpu_last) = (now, cpu);
    }

    /// Ends it all; gives the seconds since the beginning.
    pub fn total(&mut self, name: &str) -> f64 {
        self.wall = self.began.elapsed().as_secs_f64();
        line(name, self.wall, cpu_seconds() - self.cpu_began);
        self.wall
    }

    /// Seconds from the beginning to the total.
    pub fn wall(&self) -> f64 {
        self.wall
    }
}

#[expect(clippy::print_stdout, reason = "the table is what it is for")]
fn line(name: &str, wall: f64, cpu: f64) {
    println!("{name:<22} {wall:>7.3} s {cpu:>7.2} s {:>6} MiB", peak_mib());
}

/// User and system time of this process and its ended children: fields 14 to 17 of
/// `/proc/self/stat`, in hundredths of a second (`man 5 proc`).
fn cpu_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(") ").next().unwrap_or_default();
    let ticks: f64 =
        after_name.split(' ').skip(11).take(4).filter_map(|it| it.parse::<f64>().ok()).sum();
    ticks / 100.0
}

/// The most memory that this process has held, in MiB.
fn peak_mib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib: u64 = line.and_then(|it| it.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0);
    kib / 1024
}
