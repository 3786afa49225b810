//! What parts of a plan are called.

use wallchart_plan::amend::{Aspect, Whole};
use wallchart_words::{Message, ids};

/// What an aspect of a task is called.
pub fn aspect(aspect: Aspect) -> Message {
    match aspect {
        Aspect::Path => ids::AMEND_PATH,
        Aspect::Title => ids::AMEND_TITLE,
        Aspect::About => ids::AMEND_ABOUT,
        Aspect::Stream => ids::AMEND_STREAM,
        Aspect::Objective => ids::AMEND_OBJECTIVE,
        Aspect::Kind => ids::AMEND_KIND,
        Aspect::Tags => ids::AMEND_TAGS,
        Aspect::Place => ids::AMEND_PLACE,
        Aspect::Owner => ids::AMEND_OWNER,
        Aspect::Support => ids::AMEND_SUPPORT,
        Aspect::Informed => ids::AMEND_INFORMED,
        Aspect::Proxy => ids::AMEND_PROXY,
        Aspect::Leader => ids::AMEND_LEADER,
        Aspect::Timing => ids::AMEND_TIMING,
        Aspect::Takes => ids::AMEND_TAKES,
        Aspect::Due => ids::AMEND_DUE,
        Aspect::Needs => ids::AMEND_NEEDS,
        Aspect::Steps => ids::AMEND_STEPS,
        Aspect::Measures => ids::AMEND_MEASURES,
        Aspect::Log => ids::AMEND_LOG,
        Aspect::Evidence => ids::AMEND_EVIDENCE,
        Aspect::To => ids::AMEND_TO,
        Aspect::Ask => ids::AMEND_ASK,
        Aspect::Ack => ids::AMEND_ACK,
        Aspect::Review => ids::AMEND_REVIEW,
        Aspect::Milestone => ids::AMEND_MILESTONE,
        Aspect::Outcomes => ids::AMEND_OUTCOMES,
        Aspect::Cover => ids::AMEND_COVER,
        Aspect::NilReport => ids::AMEND_NIL_REPORT,
        Aspect::Remind => ids::AMEND_REMIND,
        Aspect::Escalate => ids::AMEND_ESCALATE,
    }
}

/// What an aspect of the campaign as a whole is called.
pub fn whole(what: Whole) -> Message {
    match what {
        Whole::Title => ids::AMEND_TITLE,
        Whole::Anchor => ids::AMEND_ANCHOR,
        Whole::Start => ids::AMEND_START,
        Whole::Sponsors => ids::AMEND_SPONSORS,
        Whole::Group => ids::AMEND_GROUP,
        Whole::Coordinator => ids::AMEND_COORDINATOR,
        Whole::Vars => ids::AMEND_VARS,
        Whole::Objectives => ids::AMEND_OBJECTIVES,
        Whole::Basis => ids::AMEND_BASIS,
        Whole::Notice => ids::AMEND_NOTICE,
        Whole::Calendar => ids::AMEND_CALENDAR,
        Whole::Units => ids::AMEND_UNITS,
        Whole::Groups => ids::AMEND_GROUPS,
        Whole::Streams => ids::AMEND_STREAMS,
        Whole::Windows => ids::AMEND_WINDOWS,
        Whole::Measures => ids::AMEND_MEASURES,
        Whole::Playbooks => ids::AMEND_PLAYBOOKS,
        Whole::Targets => ids::AMEND_TARGETS,
        Whole::Rates => ids::AMEND_RATES,
        Whole::Checks => ids::AMEND_CHECKS,
        Whole::Rosters => ids::AMEND_ROSTERS,
    }
}
