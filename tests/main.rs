//! The one integration-test binary: every file beside this one is a module of it.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed, helpers outside test functions included"
)]

mod along;
mod amending;
mod arrows;
mod bad_input;
mod before_launch;
mod charts;
mod cli_docs;
mod cli_why;
mod cli_words;
mod cloning;
mod codes;
mod completions;
mod config;
mod dashboard;
mod docs;
mod every_file;
mod figures;
mod fixing;
mod heard;
mod help;
mod lsp;
mod manual;
mod messages;
mod new_plan;
mod office;
mod plan_schema;
mod plans;
mod plays;
mod readme;
mod rehearsal;
mod rosters;
mod rough;
mod rows;
mod safe;
mod said;
mod schemas;
mod serving;
mod tables;
mod together;
mod watching;
mod when;
mod whole_campaign;
mod workflows;
mod years;
