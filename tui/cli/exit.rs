//! Exit codes. They are part of the interface: scripts may rely on them.

/// Done.
pub const OK: u8 = 0;
/// Something outside failed: a file, the terminal.
pub const FAILED: u8 = 1;
/// The arguments make no sense.
pub const USAGE: u8 = 2;
/// Of `diff` alone: there are changes. Whatever goes wrong with it is [`FAILED`], so that a script can't take a slip
/// for a change.
pub const DIFFERS: u8 = 2;
/// The plan has errors, or something in it blocks the launch.
pub const PLAN: u8 = 3;
/// The campaign's rules refuse it.
pub const REFUSED: u8 = 4;
/// There is no such store, campaign, task, unit or code, or several fit.
pub const NOT_FOUND: u8 = 5;
/// The store cannot be used, or is damaged.
pub const STORE: u8 = 6;
/// It asks first, and nobody is there to answer: repeat with `--yes`.
pub const UNCONFIRMED: u8 = 7;
/// The number of the signal that Ctrl-C sends.
pub(crate) const INTERRUPT: u8 = 2;
/// The disk failed half-way: the command may or may not be recorded. The same command with the same
/// `--command-id` finds out.
pub const UNKNOWN: u8 = 8;
/// A signal ended the dashboard: this and the signal's number, as shells have it.
pub const SIGNAL: u8 = 128;
