//! Arguments that several verbs on tasks share.

/// Tasks alone.
#[derive(Debug, clap::Args)]
pub struct Tasks {
    /// Which.
    #[arg(required = true)]
    pub tasks: Vec<String>,
}

/// Tasks and a word with them.
#[derive(Debug, clap::Args)]
pub struct WithNote {
    /// Which.
    #[arg(required = true)]
    pub tasks: Vec<String>,
    /// A word with it.
    #[arg(long, alias = "reason")]
    pub note: Option<String>,
}

/// Tasks and why.
#[derive(Debug, clap::Args)]
pub struct WithReason {
    /// Which.
    #[arg(required = true)]
    pub tasks: Vec<String>,
    /// Why.
    #[arg(long, alias = "note")]
    pub reason: String,
}

/// Tasks, how they ended, and a word with them.
#[derive(Debug, clap::Args)]
pub struct WithOutcome {
    /// Which.
    #[arg(required = true)]
    pub tasks: Vec<String>,
    /// How it ended: one of the outcomes that the plan lists.
    #[arg(long)]
    pub outcome: Option<String>,
    /// A word with it.
    #[arg(long, alias = "reason")]
    pub note: Option<String>,
}
