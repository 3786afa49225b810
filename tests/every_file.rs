//! No test file is forgotten: each one beside `main.rs` is a module of it.

use std::path::Path;

#[test]
fn every_test_file_is_a_module() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let main = std::fs::read_to_string(folder.join("main.rs")).unwrap();
    let mut forgotten = Vec::new();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let is_module = path.extension().is_some_and(|e| e == "rs")
            || (path.is_dir() && path.join("mod.rs").exists());
        if is_module && stem != "main" && !main.contains(&format!("mod {stem};")) {
            forgotten.push(stem);
        }
    }
    assert!(forgotten.is_empty(), "add to tests/main.rs: {forgotten:?}");
}
