//! Durable event streams.
