//! The passes over a million tasks and three million links, as ratios to a plain pass over the same
//! graph, and to petgraph, in the same run.
//!
//! Run with `cargo bench -p wallchart-schedule --bench passes`. The plain pass is the faster of two: both
//! keep predecessors in one flat array by topological position and know finish-start links alone; one
//! pulls late dates from a second array of successors, the other pushes them to predecessors.

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

use chrono_tz::Tz;
use petgraph::algo::toposort;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use support::{after, at, china, date, plan, task};
use wallchart_plan::expanded::{Expanded, Join};
use wallchart_plan::{Span, WorkCalendar};
use wallchart_schedule::{Facts, Network};

const TASKS: u32 = 1_000_000;
const RUNS: usize = 15;

fn main() {
    small();
    for reach in [1_000, TASKS] {
        println!("{TASKS} tasks, 3 links each to one of the {reach} before it");
        let preds = predecessors(reach);
        let days = campaign(&preds, Span::Days);
        let work = campaign(&preds, Span::WorkDays);
        let built = timed(|| Network::new(&days).unwrap());
        println!("  build from the plan             {:>7.1} ms", ms(built));
        let (day_net, work_net) = (Network::new(&days).unwrap(), Network::new(&work).unwrap());
        let plain = Plain::new(&preds);
        let graph = petgraph(&preds);
        let none = Facts::none();

        let expect = plain.push().0;
        assert_eq!(i64::from(expect), minutes(&days, &day_net));
        assert_eq!(plain.pull().0, expect);
        assert_eq!(with_petgraph(&graph), expect / 1440);

        let mut taken = [const { Vec::new() }; 6];
        for _ in 0..RUNS {
            taken[0].push(timed(|| plain.push()));
            taken[1].push(timed(|| plain.pull()));
            taken[2].push(timed(|| day_net.critical_path(&none)));
            taken[3].push(timed(|| work_net.critical_path(&none)));
            taken[4].push(timed(|| day_net.schedule(&none)));
        }
        taken[5].extend((0..3).map(|_| timed(|| with_petgraph(&graph))));
        let [push, pull, day, work, all, pet] = taken.map(median);
        let base = push.min(pull);
        println!(
            "  plain pass                      {:>7.1} ms (push {:.1}, pull {:.1})",
            ms(base),
            ms(push),
            ms(pull)
        );
        let ratio = |what: &str, time: Duration, budget: Option<f64>| {
            let times = ms(time) / ms(base);
            let held =
                budget.map_or_else(String::new, |b| format!("; budget {b}: {}", holds(times <= b)));
            println!("  {what:<31} {:>7.1} ms  {times:.2} x plain{held}", ms(time));
        };
        ratio("critical path, days", day, Some(1.5));
        ratio("critical path, working days", work, Some(3.0));
        ratio("whole schedule, days", all, None);
        ratio("petgraph toposort + passes", pet, None);
        let times = ms(pet) / ms(day);
        println!(
            "  petgraph / critical path, days  {times:>7.1} x; budget 10: {}",
            holds(times >= 10.0)
        );
    }
}

/// What every start of the program pays before it has looked at a task.
fn small() {
    for zone in [Tz::Asia__Shanghai, Tz::Europe__Berlin, Tz::America__New_York] {
        let mut made = plan(china());
        made.calendar.zone = zone;
        made.tasks = vec![task(1, "", Span::WorkDays(3))];
        let many =
            |run: &dyn Fn()| median((0..101).map(|_| timed(run)).collect()).as_secs_f64() * 1e6;
        let calendar = many(&|| {
            black_box(WorkCalendar::new(made.calendar.clone(), made.campaign.anchor));
        });
        let network = many(&|| {
            black_box(Network::new(&made).unwrap());
        });
        println!("{zone}: calendar {calendar:.0} us, network of one task {network:.0} us");
    }
}

/// Three predecessors for every task but the first, xorshift, the same in every run.
fn predecessors(reach: u32) -> Vec<Vec<u32>> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |below: u32| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % u64::from(below)) as u32
    };
    (0..TASKS)
        .map(
            |v| {
                if v == 0 {
                    Vec::new()
                } else {
                    (0..3).map(|_| v - 1 - next(reach.min(v))).collect()
                }
            },
        )
        .collect()
}

fn length(v: usize) -> i32 {
    (v % 5) as i32
}

/// The same graph as a plan, D far enough for all of it to be near in time.
fn campaign(preds: &[Vec<u32>], unit: fn(i32) -> Span) -> Expanded {
    let mut made = plan(china());
    made.campaign.anchor = date("2026-03-15");
    made.campaign.start = Some(at(&made, "2026-01-01 00:00"));
    made.tasks = preds
        .iter()
        .enumerate()
        .map(|(v, on)| {
            let mut t = task(v as u32 + 1, "", unit(length(v)));
            if !on.is_empty() {
                let on: Vec<u32> = on.iter().map(|u| u + 1).collect();
                t.needs = vec![after(Join::All, &on)];
            }
            t
        })
        .collect();
    made
}

fn minutes(plan: &Expanded, net: &Network) -> i64 {
    net.critical_path(&Facts::none()).0.since(plan.campaign.start.unwrap())
}

/// Flat arrays by topological position, and nothing else.
struct Plain {
    first: Vec<u32>,
    from: Vec<u32>,
    out_first: Vec<u32>,
    onto: Vec<u32>,
    takes: Vec<i32>,
}

impl Plain {
    /// The order is that of [`Network`]: waves, by number within a wave.
    fn new(preds: &[Vec<u32>]) -> Self {
        let order = waves(preds);
        let mut place = vec![0u32; order.len()];
        for (at, v) in order.iter().enumerate() {
            place[*v as usize] = at as u32;
        }
        let (mut first, mut from, mut takes) = (vec![0], Vec::new(), Vec::new());
        for v in &order {
            from.extend(preds[*v as usize].iter().map(|u| place[*u as usize]));
            first.push(from.len() as u32);
            takes.push(length(*v as usize) * 1440);
        }
        let mut out_first = vec![0u32; order.len() + 1];
        for u in &from {
            out_first[*u as usize + 1] += 1;
        }
        for v in 0..order.len() {
            out_first[v + 1] += out_first[v];
        }
        let mut fill = out_first.clone();
        let mut onto = vec![0; from.len()];
        for v in 0..order.len() {
            for u in &from[first[v] as usize..first[v + 1] as usize] {
                onto[fill[*u as usize] as usize] = v as u32;
                fill[*u as usize] += 1;
            }
        }
        Self { first, from, out_first, onto, takes }
    }

    fn forward(&self) -> (Vec<i32>, Vec<i32>, i32) {
        let n = self.takes.len();
        let (mut start, mut finish, mut end) = (vec![0i32; n], vec![0i32; n], 0);
        for v in 0..n {
            let mut begin = 0;
            for &u in &self.from[self.first[v] as usize..self.first[v + 1] as usize] {
                begin = begin.max(finish[u as usize]);
            }
            start[v] = begin;
            finish[v] = begin + self.takes[v];
            end = end.max(finish[v]);
        }
        (start, finish, end)
    }

    /// Both passes and the critical tasks; late dates pushed to predecessors.
    fn push(&self) -> (i32, Vec<u32>) {
        let (start, _, end) = self.forward();
        let n = self.takes.len();
        let (mut late_start, mut late_finish) = (vec![0i32; n], vec![end; n]);
        for v in (0..n).rev() {
            let begin = late_finish[v] - self.takes[v];
            late_start[v] = begin;
            for &u in &self.from[self.first[v] as usize..self.first[v + 1] as usize] {
                late_finish[u as usize] = late_finish[u as usize].min(begin);
            }
        }
        (end, critical(&start, &late_start))
    }

    /// Both passes and the critical tasks; late dates pulled from successors.
    fn pull(&self) -> (i32, Vec<u32>) {
        let (start, _, end) = self.forward();
        let n = self.takes.len();
        let (mut late_start, mut late_finish) = (vec![0i32; n], vec![0i32; n]);
        for v in (0..n).rev() {
            let mut finish = end;
            for &w in &self.onto[self.out_first[v] as usize..self.out_first[v + 1] as usize] {
                finish = finish.min(late_start[w as usize]);
            }
            late_finish[v] = finish;
            late_start[v] = finish - self.takes[v];
        }
        black_box(&late_finish);
        (end, critical(&start, &late_start))
    }
}

fn critical(start: &[i32], late_start: &[i32]) -> Vec<u32> {
    (0..start.len() as u32).filter(|v| start[*v as usize] == late_start[*v as usize]).collect()
}

fn waves(preds: &[Vec<u32>]) -> Vec<u32> {
    let mut wave = vec![0u32; preds.len()];
    for (v, on) in preds.iter().enumerate() {
        wave[v] = on.iter().map(|u| wave[*u as usize] + 1).max().unwrap_or(0);
    }
    let mut order: Vec<u32> = (0..preds.len() as u32).collect();
    order.sort_by_key(|v| wave[*v as usize]);
    order
}

fn petgraph(preds: &[Vec<u32>]) -> DiGraph<i32, ()> {
    let mut graph = DiGraph::with_capacity(preds.len(), preds.len() * 3);
    for v in 0..preds.len() {
        graph.add_node(length(v));
    }
    for (v, on) in preds.iter().enumerate() {
        for u in on {
            graph.add_edge(NodeIndex::new(*u as usize), NodeIndex::new(v), ());
        }
    }
    graph
}

/// Topological order and both passes, as petgraph's own interface suggests.
fn with_petgraph(graph: &DiGraph<i32, ()>) -> i32 {
    use petgraph::Direction::{Incoming, Outgoing};
    let order = toposort(graph, None).unwrap();
    let n = graph.node_count();
    let mut finish = vec![0i32; n];
    for v in &order {
        let begin = graph.edges_directed(*v, Incoming).map(|e| finish[e.source().index()]).max();
        finish[v.index()] = begin.unwrap_or(0) + graph[*v];
    }
    let end = finish.iter().copied().max().unwrap_or(0);
    let mut late_start = vec![0i32; n];
    for v in order.iter().rev() {
        let late = graph.edges_directed(*v, Outgoing).map(|e| late_start[e.target().index()]).min();
        late_start[v.index()] = late.unwrap_or(end) - graph[*v];
    }
    black_box(&late_start);
    end
}

fn timed<T>(run: impl FnOnce() -> T) -> Duration {
    let begin = Clock::now();
    let made = black_box(run());
    let taken = begin.elapsed();
    drop(made);
    taken
}

fn median(mut of: Vec<Duration>) -> Duration {
    of.sort();
    of[of.len() / 2]
}

fn holds(holds: bool) -> &'static str {
    if holds { "holds" } else { "MISSED" }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
