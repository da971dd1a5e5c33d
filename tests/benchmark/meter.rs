//! Wall clock, processor time and memory of this process and of the programs it has run.

use std::fs;
use std::time::Instant;

/// Takes the time of one stage after the other, and prints a line for each.
pub struct Meter {
    began: Instant,
    last: Instant,
    cpu_began: Cpu,
    cpu_last: Cpu,
    wall: f64,
    shown: bool,
    records: usize,
}

/// Processor time of all threads, in seconds.
#[derive(Clone, Copy)]
struct Cpu {
    user: f64,
    system: f64,
}

impl Meter {
    /// Begins now. What stages cost is also given for one of so many records: a stage whose costs
    /// grow like their number shows the same there for any number.
    pub fn start(records: usize) -> Self {
        let (now, cpu) = (Instant::now(), Cpu::so_far());
        Self {
            began: now,
            last: now,
            cpu_began: cpu,
            cpu_last: cpu,
            wall: 0.0,
            shown: true,
            records,
        }
    }

    /// Begins now, and prints the total only.
    pub fn silent(records: usize) -> Self {
        Self { shown: false, ..Self::start(records) }
    }

    /// Prints what the columns are.
    #[expect(clippy::print_stdout, reason = "the table is what it is for")]
    pub fn head() {
        println!(
            "{:<24} {:>9} {:>8} {:>8} {:>9} {:>12}",
            "stage", "wall", "user", "system", "memory", "CPU a record"
        );
    }

    /// Ends a stage.
    pub fn stage(&mut self, name: &str) {
        let (now, cpu) = (Instant::now(), Cpu::so_far());
        if self.shown {
            self.line(name, (now - self.last).as_secs_f64(), cpu.since(self.cpu_last));
        }
        (self.last, self.cpu_last) = (now, cpu);
    }

    /// Says how long one part took of the stage that has ended, where parts run side by side: the
    /// time that threads were at it, divided by their number.
    #[expect(clippy::print_stdout, reason = "the table is what it is for")]
    pub fn part(&self, name: &str, wall: f64) {
        if self.shown {
            println!("{:<24} {wall:>7.3} s", format!("  of which {name}"));
        }
    }

    /// Ends it all; gives the seconds since the beginning.
    pub fn total(&mut self, name: &str) -> f64 {
        self.wall = self.began.elapsed().as_secs_f64();
        self.line(name, self.wall, Cpu::so_far().since(self.cpu_began));
        self.wall
    }

    /// Seconds from the beginning to the total.
    pub fn wall(&self) -> f64 {
        self.wall
    }

    #[expect(clippy::print_stdout, reason = "the table is what it is for")]
    fn line(&self, name: &str, wall: f64, cpu: Cpu) {
        let Cpu { user, system } = cpu;
        let each = (user + system) * 1e6 / self.records.max(1) as f64;
        println!(
            "{name:<24} {wall:>7.3} s {user:>6.2} s {system:>6.2} s {:>5} MiB {each:>9.1} µs",
            peak_mib()
        );
    }
}

impl Cpu {
    /// User and system time of this process and its ended children: fields 14 to 17 of
    /// `/proc/self/stat`, in hundredths of a second (`man 5 proc`).
    fn so_far() -> Self {
        let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
        let after_name = stat.rsplit(") ").next().unwrap_or_default();
        let mut ticks = after_name.split(' ').skip(11).map(|it| it.parse().unwrap_or(0.0));
        let mut next = || ticks.next().unwrap_or(0.0) / 100.0;
        let (user, system, user_of_children, system_of_children) = (next(), next(), next(), next());
        Self { user: user + user_of_children, system: system + system_of_children }
    }

    fn since(self, before: Self) -> Self {
        Self { user: self.user - before.user, system: self.system - before.system }
    }
}

/// The most memory that this process has held, in MiB.
fn peak_mib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib: u64 = line.and_then(|it| it.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0);
    kib / 1024
}
