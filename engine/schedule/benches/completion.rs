//! One completion in a schedule of a million tasks and three million links that is kept up with what
//! happens, against the whole passes in the same run: `cargo bench -p wallchart-schedule --bench completion`.
//!
//! The campaign is played: tasks finish in the order of their early begins, most of them in time, some
//! early or late by up to two days, and after each the schedule is brought up to date.

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a bench measures time and prints it"
)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant as Clock};

use support::{after, at, china, date, plan, task};
use wallchart_plan::Span;
use wallchart_plan::expanded::{Expanded, Join};
use wallchart_plan::ids::TaskNo;
use wallchart_schedule::{Fact, Facts, Network, Resident};

const TASKS: u32 = 1_000_000;
/// Completions that are measured, spread over the campaign.
const MEASURED: usize = 20_000;

fn main() {
    println!("budget: p50 <= 10 us, p90 <= 50 us, never above 1.2 x the whole passes");
    for (name, unit) in [
        ("days", Span::Days as fn(i32) -> Span),
        ("working days", Span::WorkDays as fn(i32) -> Span),
    ] {
        for reach in [1_000, TASKS] {
            println!("{TASKS} tasks in {name}, 3 links each to one of the {reach} before it");
            play(&campaign(reach, unit));
        }
    }
}

/// Random numbers, the same in every run (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % u64::from(n)) as u32
    }
}

fn campaign(reach: u32, unit: fn(i32) -> Span) -> Expanded {
    let mut chance = Chance(0x2545_f491_4f6c_dd1d);
    let mut made = plan(china());
    made.campaign.anchor = date("2026-03-15");
    made.campaign.start = Some(at(&made, "2026-01-01 00:00"));
    made.tasks = (0..TASKS)
        .map(|v| {
            let mut t = task(v + 1, "", unit((v % 5) as i32));
            if v > 0 {
                let on: Vec<u32> = (0..3).map(|_| v - chance.below(reach.min(v))).collect();
                t.needs = vec![after(Join::All, &on)];
            }
            t
        })
        .collect();
    made
}

fn play(plan: &Expanded) {
    let network = Arc::new(Network::new(plan).unwrap());
    let mut resident = Resident::new(network.clone(), &Facts::none());
    let whole: Vec<Duration> = (0..9).map(|_| timed(|| resident.recompute()).0).collect();
    let whole = percentile(whole, 50);
    let from_scratch = timed(|| network.schedule(&Facts::none())).0;

    let planned = resident.schedule();
    let mut order: Vec<u32> = (0..TASKS).collect();
    order.sort_by_key(|v| planned.tasks[*v as usize].early_start);
    drop(planned);
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let (mut taken, mut looked_at, mut passes) = (Vec::new(), 0, 0);
    let mut facts = Facts::none();
    let stride = order.len() / MEASURED;
    for v in order.iter().step_by(stride) {
        let no = TaskNo(v + 1);
        let dates = resident.dates(no).unwrap();
        let off = match chance.below(10) {
            0 => -i64::from(chance.below(1440)),
            1 | 2 => i64::from(chance.below(2880)),
            _ => 0,
        };
        let finished = dates.early_finish.plus_min(off).max(dates.early_start);
        let fact =
            Fact { started: Some(dates.early_start), finished: Some(finished), ..Fact::default() };
        *facts.of_mut(no) = fact;
        let (time, extent) = timed(|| resident.update(no, fact));
        taken.push(time);
        looked_at += extent.looked_at;
        passes += usize::from(extent.passes > 0);
    }
    let same = resident.schedule() == network.schedule(&facts);
    let most = taken.iter().copied().max().unwrap_or_default();
    let p = |p| percentile(taken.clone(), p);
    let (half, nine, all) = (p(50), p(90), most.as_secs_f64() / whole.as_secs_f64());
    let us = |t: Duration| t.as_secs_f64() * 1e6;
    println!(
        "  whole passes                    {:>9.1} ms (with the schedule laid out {:.1} ms)",
        us(whole) / 1e3,
        us(from_scratch) / 1e3
    );
    println!(
        "  one completion, of {:>6}       p50 {:.1} us, p90 {:.1} us, p99 {:.1} us, at most {:.2} x the whole passes",
        taken.len(),
        us(half),
        us(nine),
        us(p(99)),
        all
    );
    println!(
        "  {} tasks and links looked at on average; whole passes run after {passes}",
        looked_at / taken.len()
    );
    let holds = us(half) <= 10.0 && us(nine) <= 50.0 && all <= 1.2 && same;
    println!("  the same as recomputed: {same}; {}", if holds { "holds" } else { "MISSED" });
}

fn timed<T>(run: impl FnOnce() -> T) -> (Duration, T) {
    let begin = Clock::now();
    let made = black_box(run());
    (begin.elapsed(), made)
}

fn percentile(mut of: Vec<Duration>, p: usize) -> Duration {
    of.sort_unstable();
    of[(of.len() * p / 100).min(of.len() - 1)]
}
