//! The diagnostics that need the graph, E100 to E119 and W100 to W139, and those of the levels of codes.

wallchart_plan::codes! {
    /// Tasks wait for each other in a ring.
    E100 E100_HELP Error;
    /// A due date that the chain before it can't meet.
    E101 E101_HELP Error;
    /// A fixed window that opens before what it waits for can be done.
    E102 E102_HELP Error;
    /// A window to pick from that closes before the task can be done.
    E103 E103_HELP Error;
    /// A level for a code that there is not.
    E136 E136_HELP Error;
    /// A level for what is no warning.
    E137 E137_HELP Error;
    /// A task is due only after the one that waits for it.
    W100 W100_HELP Warning;
    /// A link that a longer way implies.
    W110 W110_HELP Warning;
}
