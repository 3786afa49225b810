//! A thread that waits for other processes to write, from the first time somebody watches until the
//! desk is gone.

use std::sync::{Arc, OnceLock, Weak};
use std::time::Duration;

use wallchart_store::Position;

use crate::local::Core;

/// How long one wait lasts: the desk is gone at most so long before its thread is.
const WAIT: Duration = Duration::from_millis(250);

/// Starts the thread once.
#[derive(Default)]
pub(crate) struct Watcher(OnceLock<()>);

impl Watcher {
    /// Starts watching, if nobody has.
    pub(crate) fn start(&self, core: &Arc<Core>) {
        self.0.get_or_init(|| {
            let core = Arc::downgrade(core);
            let named = std::thread::Builder::new().name("wallchart-watch".to_owned());
            // Without a thread there is nobody to tell of others' writes; one's own are told anyway,
            // and every look at the campaign catches up.
            let _ = named.spawn(move || run(&core));
        });
    }
}

fn run(core: &Weak<Core>) {
    let (mut since, mut generation) = (Position(0), None);
    while let Some(store) = core.upgrade().map(|c| c.store.clone()) {
        let waited = store.wait_changed(since, WAIT);
        // A backup that was restored may end where the campaign stood.
        let now = store.generation().ok().or(generation);
        let replaced = std::mem::replace(&mut generation, now) != now;
        drop(store);
        let Some(core) = core.upgrade() else { return };
        match waited {
            Ok(position) if position != since || replaced => {
                // What can't be folded is said to whoever looks; here there is nobody to say it to.
                let _ = core.catch_up();
                since = position;
            }
            Ok(_) => {}
            // A store that fails at once must not make this thread spin.
            Err(_) => std::thread::sleep(WAIT),
        }
    }
}
