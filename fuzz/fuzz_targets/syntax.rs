//! Our tree against `ron`, on any bytes: see `engine/plan/tests/agree/oracle.rs`.
#![no_main]

#[path = "../../engine/plan/tests/agree/oracle.rs"]
mod oracle;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Err(disagreement) = oracle::check(&String::from_utf8_lossy(bytes)) {
        panic!("{disagreement}");
    }
});
