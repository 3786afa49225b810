//! Signals that end the program: the terminal is given back before it ends.

use std::io;

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

/// The signals that end a dashboard.
pub(crate) struct Signals {
    #[cfg(unix)]
    all: [(Signal, i32); 3],
}

impl Signals {
    /// Begins to listen.
    #[cfg(unix)]
    pub(crate) fn listen() -> io::Result<Self> {
        let one = |kind: SignalKind| Ok::<_, io::Error>((signal(kind)?, kind.as_raw_value()));
        Ok(Self {
            all: [
                one(SignalKind::terminate())?,
                one(SignalKind::interrupt())?,
                one(SignalKind::hangup())?,
            ],
        })
    }

    /// Begins to listen.
    #[cfg(not(unix))]
    pub(crate) fn listen() -> io::Result<Self> {
        Ok(Self {})
    }

    /// The number of the next signal.
    #[cfg(unix)]
    pub(crate) async fn next(&mut self) -> i32 {
        let [(a, a_no), (b, b_no), (c, c_no)] = &mut self.all;
        tokio::select! {
            _ = a.recv() => *a_no,
            _ = b.recv() => *b_no,
            _ = c.recv() => *c_no,
        }
    }

    /// The number of the next signal.
    #[cfg(not(unix))]
    pub(crate) async fn next(&mut self) -> i32 {
        let _ = tokio::signal::ctrl_c().await;
        2
    }
}
