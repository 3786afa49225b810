//! The fingerprint of an expanded plan: the same for the same instances, dates and units, however the
//! files that say so are written.

use wallchart_plan::Expanded;
use wallchart_store::BlobHash;

/// The fingerprint, in hexadecimal: the hash of the plan as JSON. Two plans share one only if units receive
/// the same from both.
pub fn fingerprint(plan: &Expanded) -> String {
    // An expanded plan has only what JSON can hold.
    BlobHash::of(&serde_json::to_vec(plan).unwrap_or_default()).to_string()
}
