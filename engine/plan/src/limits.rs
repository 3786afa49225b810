//! How far a plan may go. What lies beyond is a slip of the keyboard or an attack; it is said, and not
//! worked out.

/// Instances of one plan, and rows of one fan-out.
pub(crate) const INSTANCES_MAX: usize = 1_000_000;
/// Links between instances.
pub(crate) const LINKS_MAX: usize = 5_000_000;
/// Occurrences of one recurrence.
pub(crate) const OCCURRENCES_MAX: usize = 4000;
/// Bytes of a var's value, vars put in.
pub(crate) const VAR_BYTES_MAX: usize = 16 * 1024;
/// Names that lead to one another: vars in vars, groups in groups, files that include files.
pub(crate) const WAY_MAX: usize = 64;
/// Days from the anchor date, and of a length of time.
pub(crate) const DAYS_MAX: i32 = 3660;
/// The years of a plan.
pub(crate) const YEARS: std::ops::RangeInclusive<i32> = 1980..=2190;
/// Unknown names for which a plan's names are searched for a near one.
pub(crate) const SUGGESTIONS_MAX: u32 = 200;
