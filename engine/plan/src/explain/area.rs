//! What part of a plan a code speaks of.

use wallchart_words::{Message, ids};

macro_rules! areas {
    ($($(#[$doc:meta])* $name:ident $word:literal $message:ident,)*) => {
        /// What part of a plan a code speaks of.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Area {
            $($(#[$doc])* $name,)*
        }

        impl Area {
            /// All areas, in the order in which a planner meets them.
            pub const ALL: &[Area] = &[$(Area::$name),*];

            /// The word by which pages and data name it.
            pub fn word(self) -> &'static str {
                match self {
                    $(Area::$name => $word,)*
                }
            }

            /// Its name for people.
            pub fn message(self) -> Message {
                match self {
                    $(Area::$name => ids::$message,)*
                }
            }
        }
    };
}

areas! {
    /// Marks, quotes and brackets.
    Form "form" EXPLAIN_AREA_FORM,
    /// Fields and what they may hold.
    Fields "fields" EXPLAIN_AREA_FIELDS,
    /// The files that a plan is made of.
    Files "files" EXPLAIN_AREA_FILES,
    /// Names given and used.
    Names "names" EXPLAIN_AREA_NAMES,
    /// Texts, blanks and vars.
    Texts "texts" EXPLAIN_AREA_TEXTS,
    /// Who does it.
    Duty "duty" EXPLAIN_AREA_DUTY,
    /// Fan-outs.
    FanOut "fan-out" EXPLAIN_AREA_FAN_OUT,
    /// Dates, times and calendars.
    Times "times" EXPLAIN_AREA_TIMES,
    /// What waits for what.
    Needs "needs" EXPLAIN_AREA_NEEDS,
    /// Figures, steps and evidence.
    Figures "figures" EXPLAIN_AREA_FIGURES,
    /// Dates that can't be kept.
    Schedule "schedule" EXPLAIN_AREA_SCHEDULE,
}
