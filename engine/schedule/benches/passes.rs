//! The passes over a million tasks.

fn main() {}
