//! What only the dashboard's rows ask of a terminal.

use std::time::{Duration, Instant};

use crate::common::Result;
use crate::common::screen::Screen;

impl Screen {
    /// What is on the screen.
    pub(crate) fn text(&self) -> String {
        self.seen().text()
    }

    /// Its process.
    pub(crate) fn pid(&self) -> Result<u32> {
        Ok(self.child.process_id().ok_or("it has no process id")?)
    }

    /// From a key to the frame that it leads to.
    pub(crate) fn press_timed(&self, keys: &str) -> Result<Duration> {
        let before = self.written().0;
        let began = Instant::now();
        self.press(keys)?;
        Ok(self.until(|seen| seen.frames > before)?.duration_since(began))
    }
}
