//! Dates out of a plan and its facts.
