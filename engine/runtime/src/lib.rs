//! The Desk that faces talk to.
