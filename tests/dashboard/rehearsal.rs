//! A rehearsal on the dashboard: marked in its title bar at every size, in both languages, with its own
//! hour.

use std::sync::Arc;

use chrono::NaiveDate;
use tokio::runtime::Builder;
use wallchart::dashboard::{Chrome, Source, State, merged, refresh};
use wallchart_campaign::read::lines;
use wallchart_campaign::{Actor, Seq};
use wallchart_plan::{Instant, MemorySources, ReadOptions, read};
use wallchart_runtime::{Cast, Curtain, Desk as _, LocalDesk, Stage, rehearse};
use wallchart_store::MemoryStore;
use wallchart_words::Lang;

use super::fixture::{PLAN, press, screen, time};

/// The plan of the screens, rehearsed to the evening of 10 March.
fn rehearsed(lang: Lang, size: (u16, u16)) -> State {
    let today = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    let sources = MemorySources::new().with("plan.ron", PLAN);
    let reading = read(&sources, "plan.ron", &ReadOptions { today, anchor: None });
    let plan = reading.expanded.unwrap();
    let id = plan.campaign.id.clone();
    let stage = Stage { language: 1, sources: Vec::new(), plan };
    let store = Arc::new(MemoryStore::new());
    let desk = LocalDesk::rehearsal(store, id, stage.begin().unwrap()).unwrap();
    let until = Instant::from_utc(time("2026-03-10T11:30:00Z").naive_utc());
    let cast = Cast::new(7, 20, 5, lang);
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let source = runtime.block_on(async {
        rehearse(&desk, stage, &cast, Curtain::At(until), |_, _, _| {}).await.unwrap();
        let view = desk.view().await.unwrap();
        let events = desk.log(Seq(1), 10_000).await.unwrap();
        let log = Arc::new(merged(lines(&events), &view));
        Source::new(view, log, &Actor::Operator, None)
    });
    let mut state = State::new(lang, Actor::Operator, Chrome { ascii: true, colour: false }, size);
    refresh(&mut state, source);
    state
}

#[test]
fn a_rehearsal_is_marked_in_the_title_bar_of_every_view() {
    for (lang, mark) in [(Lang::Zh, "【演练】"), (Lang::En, "[REHEARSAL]")] {
        for size in [(80, 24), (120, 36), (46, 12)] {
            let mut state = rehearsed(lang, size);
            for keys in ["1", "2", "3", "6"] {
                press(&mut state, keys);
                let shown = screen(&state);
                let title = shown.lines().next().unwrap();
                assert!(title.starts_with(mark), "{size:?} {keys}\n{shown}");
                assert!(title.contains("2026-03-10 19:30"), "{size:?} {keys}\n{shown}");
            }
        }
    }
}
