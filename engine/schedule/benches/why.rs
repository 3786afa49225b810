//! Reasons over a hundred thousand tasks, beside the schedule that they explain, in the same run.
//!
//! Run with `cargo bench -p wallchart-schedule --bench why`.

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a bench measures time and prints it"
)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::hint::black_box;
use std::time::{Duration, Instant as Clock};

use support::{after, at, china, plan, task};
use wallchart_plan::Span;
use wallchart_plan::expanded::{Expanded, Join};
use wallchart_plan::ids::TaskNo;
use wallchart_schedule::why::End;
use wallchart_schedule::{Facts, Network, review};

const TASKS: u32 = 100_000;
const RUNS: usize = 15;

fn main() {
    for reach in [10, 1_000, TASKS] {
        println!("{TASKS} tasks, up to 3 links each to one of the {reach} before it");
        let made = campaign(reach);
        let (net, none) = (Network::new(&made).unwrap(), Facts::none());
        let why = net.reasons(&none);
        let (first, last) = (TaskNo(1), TaskNo(TASKS));
        let schedule = median(|| net.schedule(&none));
        println!("  the schedule                     {:>7.1} ms", ms(schedule));
        let row = |what: &str, time: Duration| {
            println!("  {what:<32} {:>7.1} ms  {:.2} x", ms(time), ms(time) / ms(schedule));
        };
        row("its reasons, once", median(|| net.reasons(&none)));
        let both = |task| {
            let begin = why.earliest(&net, task, End::Begin);
            (begin, why.latest(&net, task, End::Finish))
        };
        row("why the last task", median(|| both(last)));
        row("why one in the middle", median(|| both(TaskNo(TASKS / 2))));
        row("a slip of the first", median(|| why.slip(&net, &none, first, Span::Days(3))));
        let place = |_, _| wallchart_plan::diagnostic::Place {
            file: 0,
            spot: wallchart_plan::diagnostic::Spot::File,
        };
        row("review", median(|| review(&made, &place)));
        let mut late = made.clone();
        let due = at(&late, "2026-03-03 00:00");
        late.tasks.iter_mut().skip(1).step_by(2).for_each(|t| t.due = Some(due));
        row("review, every other date missed", median(|| review(&late, &place)));
    }
}

/// Tasks of nought to four working days, xorshift, the same in every run.
fn campaign(reach: u32) -> Expanded {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |below: u32| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % u64::from(below)) as u32
    };
    let mut made = plan(china());
    made.campaign.start = Some(at(&made, "2026-03-02 00:00"));
    made.tasks = (1..=TASKS)
        .map(|no| {
            let mut t = task(no, &format!("t{no}"), Span::WorkDays((no % 5) as i32));
            if no > 1 {
                let on = [(); 3].map(|()| no - 1 - next(reach.min(no - 1)));
                t.needs = vec![after(Join::All, &on)];
            }
            t
        })
        .collect();
    made
}

fn median<T>(run: impl Fn() -> T) -> Duration {
    let mut taken: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let begin = Clock::now();
            let made = black_box(run());
            let taken = begin.elapsed();
            drop(made);
            taken
        })
        .collect();
    taken.sort();
    taken[RUNS / 2]
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
