//! A running campaign: commands, events, and the rules between them.
