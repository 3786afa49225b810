//! Eight processes that mark without pause beside an open dashboard: all come through, none waits long
//! behind the others, and the dashboard shows it.

use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;

use super::office::{Office, is_long, tell};
use crate::dashboard::terminal::Screen;

const WRITERS: usize = 8;

fn percentile(times: &mut [Duration], p: usize) -> Duration {
    times.sort_unstable();
    times[(times.len() * p / 100).min(times.len() - 1)]
}

pub(super) fn dashboard(office: &Office) -> Screen {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_wallchart"));
    command.args(&office.args(&["open"])[1..]);
    command.env("WALLCHART_CONFIG", "");
    Screen::start(command, 1)
}

#[test]
fn eight_who_write_at_once_beside_a_dashboard_all_come_through() {
    let each = if is_long() { 60 } else { 6 };
    let office = &Office::running();
    let launched = office.must(&["log"]).lines().count();
    let mut screen = dashboard(office);
    screen.wait_for("总览");
    let mut all: Vec<Vec<Duration>> = std::thread::scope(|scope| {
        let writers: Vec<_> = (1..=WRITERS)
            .map(|n| {
                let mark = move |round: usize| {
                    let began = Instant::now();
                    let words = format!("第{n}人第{round}条");
                    office.must(&["comment", &n.to_string(), &words, "--as", "消保科"]);
                    began.elapsed()
                };
                scope.spawn(move || (0..each).map(mark).collect())
            })
            .collect();
        writers.into_iter().map(|w| w.join().unwrap()).collect()
    });
    office.must(&["comment", "1", "到此为止", "--as", "消保科"]);
    screen.type_in("6");
    // What comes at the top doesn't scroll away what one looks at.
    let end = Instant::now() + Duration::from_secs(30);
    while !screen.text().contains("到此为止") {
        assert!(Instant::now() < end, "it doesn't show:\n{}", screen.text());
        screen.type_in("g");
        std::thread::sleep(Duration::from_millis(100));
    }
    screen.type_in("q");
    assert_eq!(screen.ends(), 0);
    office.must_be_sound();
    let lines = office.must(&["log"]).lines().count();
    assert_eq!(lines, launched + WRITERS * each + 1, "each mark once");
    // Nobody is served much worse than the others: what is shared is shared in turn.
    let mut totals: Vec<Duration> = all.iter().map(|times| times.iter().sum()).collect();
    let (median, worst) = (percentile(&mut totals, 50), percentile(&mut totals, 100));
    let worst_of_each: Vec<_> = all.iter_mut().map(|times| percentile(times, 99)).collect();
    let mut times = all.concat();
    let [p50, p99, max] = [50, 99, 100].map(|p| percentile(&mut times, p));
    tell(&format!(
        "{WRITERS} writers x {each} beside a dashboard: p50 {p50:.1?}, p99 {p99:.1?}, max {max:.1?}; \
         worst of each {worst_of_each:.0?}"
    ));
    assert!(worst < median * 3 + Duration::from_secs(1), "one was starved: {totals:?}");
}
