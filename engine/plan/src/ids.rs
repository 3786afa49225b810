//! Names and numbers of the things in a plan, each a type of its own.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

macro_rules! text_id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(s: &str) -> Self {
                Self(s.into())
            }
        }

        impl From<String> for $name {
            fn from(s: String) -> Self {
                Self(s.into())
            }
        }

        impl From<Arc<str>> for $name {
            fn from(s: Arc<str>) -> Self {
                Self(s)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }
    )*};
}

text_id! {
    /// A campaign's id, such as `315-2026`: the name of its event stream.
    CampaignId;
    /// A unit's id, which is also its name: `城东所`.
    UnitId;
    /// A person's id, unique in the plan: `城东-甲`.
    PersonId;
    /// A named group of units.
    GroupId;
    /// A duty roster's id, which is also its name: `晚会值守`.
    RosterId;
    /// A workstream's id: its titles from the root, joined by `/`.
    StreamId;
    /// An objective's id: `O1`.
    ObjectiveId;
    /// A measure's name, which is its id: `走访`.
    MeasureId;
    /// A task's id as the plan file writes it, shared by all that fan out of it: `回访`.
    TaskId;
    /// An instance's readable path: `task[@key,key…][/2026-03-07]`. It may be renamed.
    TaskPath;
}

impl TaskPath {
    /// The path of a task's instance with these keys, in `each` order, and the planned date of an occurrence.
    pub fn of(
        task: &str,
        keys: impl IntoIterator<Item = impl AsRef<str>>,
        occurrence: Option<NaiveDate>,
    ) -> TaskPath {
        let mut path = task.to_owned();
        let mut mark = '@';
        for key in keys {
            path.push(mark);
            path.push_str(key.as_ref());
            mark = ',';
        }
        if let Some(date) = occurrence {
            path.push('/');
            path.push_str(&date.to_string());
        }
        path.into()
    }
}

/// An instance's number in its campaign, given when it is added and never used again: `T0412`.
///
/// Stored as a bare number. It is serialised as a newtype of its name, by which a face knows it and can
/// print it as people write it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default,
)]
pub struct TaskNo(pub u32);

impl fmt::Display for TaskNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "T{:04}", self.0)
    }
}

impl FromStr for TaskNo {
    type Err = std::num::ParseIntError;

    /// Reads `T0412`, `t412` or `412`.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        s.strip_prefix(['T', 't']).unwrap_or(s).parse().map(TaskNo)
    }
}
