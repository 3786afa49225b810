//! The way in: a root plan and what it names, read, expanded and checked.

use chrono::NaiveDate;

use crate::diagnostic::Diagnostic;
use crate::expand::{Origins, expand};
use crate::expanded::Expanded;
use crate::lints::{Lint, lints};
use crate::report::Sink;
use crate::source::{Files, load};
use crate::sources::{SourceFile, Sources};

/// What the text of a plan leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadOptions {
    /// Today, in the campaign's zone: an annual anchor is the next one from here, today included.
    pub today: NaiveDate,
    /// The anchor date D, in place of the one that the plan gives.
    pub anchor: Option<NaiveDate>,
}

/// What came of reading a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The plan, where nothing is wrong with it. It may still hold blanks that block its launch.
    pub expanded: Option<Expanded>,
    /// What could be expanded in spite of mistakes, where there are any: only for further checks.
    pub draft: Option<Expanded>,
    /// Whether D is not known, so that the dates of the draft mean nothing.
    pub lacks_anchor: bool,
    /// All that was found, in the order in which the checks ran.
    pub diagnostics: Vec<Diagnostic>,
    /// The files, in the order in which they were read; the plan itself is the first.
    pub files: Vec<SourceFile>,
    /// How grave the plan wants warnings to be taken.
    pub lints: Vec<Lint>,
    /// Where each instance was written.
    pub origins: Origins,
}

/// Reads the plan at `root` and all that it names, expands it and checks it.
pub fn read(sources: &dyn Sources, root: &str, options: &ReadOptions) -> Reading {
    let mut sink = Sink::default();
    let mut files = Files::new(sources);
    let documents = load(&mut files, root, &mut sink);
    // Without one of its files a plan would seem to lack names that it has.
    if documents.is_empty() || files.is_partial {
        return Reading {
            expanded: None,
            draft: None,
            lacks_anchor: true,
            diagnostics: sink.into_list(),
            files: files.list,
            lints: Vec::new(),
            origins: Origins::default(),
        };
    }
    let lints = lints(&documents, &mut sink);
    let (expanded, origins) = expand(&mut files, &documents, options, &mut sink);
    let (expanded, draft) =
        if sink.has_errors() { (None, Some(expanded)) } else { (Some(expanded), None) };
    let lacks_anchor = sink.lacks_anchor;
    Reading {
        expanded,
        draft,
        lacks_anchor,
        diagnostics: sink.into_list(),
        files: files.list,
        lints,
        origins,
    }
}
