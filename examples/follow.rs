//! Launches a plan into memory and follows it on the dashboard: `cargo run --example follow PLAN`.

use std::path::Path;
use std::sync::Arc;

use wallchart::dashboard::{Options, run};
use wallchart_campaign::{Actor, Face};
use wallchart_plan::{ReadOptions, read};
use wallchart_runtime::{Clock, Desk, Launch, LocalDesk, PlanFolder, SystemClock, launch};
use wallchart_store::MemoryStore;
use wallchart_words::Lang;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let plan = std::env::args().nth(1).ok_or("give the path of a plan")?;
    let folder = PlanFolder::of(Path::new(&plan)).ok_or("the path names no file")?;
    let options = ReadOptions { today: SystemClock.now().date_naive(), anchor: None };
    let reading = read(&folder, folder.plan(), &options);
    let expanded = reading.expanded.ok_or("the plan has mistakes: check it first")?;
    let store = Arc::new(MemoryStore::new());
    let desk = LocalDesk::open(store, expanded.campaign.id.clone())?;
    launch(&desk, Launch::of(expanded, Face::Embedded)).await?;
    let lang = std::env::var("LANG").ok().and_then(|l| Lang::from_locale(&l)).unwrap_or_default();
    let colour = std::env::var_os("NO_COLOR").is_none();
    let options = Options {
        lang,
        actor: Actor::Operator,
        colour,
        wide_ambiguous: None,
        banner: None,
        shelf: None,
        choose: false,
    };
    let desk: Arc<dyn Desk> = Arc::new(desk);
    run(desk, options).await?;
    Ok(())
}
