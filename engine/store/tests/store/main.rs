//! The stores, seen from outside: one conformance suite on each kind, then what only a file can do.

#[cfg(test)]
mod common;
#[cfg(test)]
mod conformance;
#[cfg(test)]
mod damage;
#[cfg(test)]
mod file;
#[cfg(test)]
mod law;
#[cfg(test)]
mod processes;
#[cfg(test)]
mod restore;
#[cfg(test)]
mod tamper;
#[cfg(test)]
mod versions;
