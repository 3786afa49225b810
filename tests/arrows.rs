//! The crates depend on each other only along the arrows that ARCHITECTURE.md draws, and the pure ones
//! on nothing that could reach a disk, a network or a clock.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand};

/// Allowed arrows. An arrow includes what it reaches, and anyone may use words.
const ARROWS: &[(&str, &[&str])] = &[
    ("wallchart-words", &[]),
    ("wallchart-plan", &[]),
    ("wallchart-schedule", &["wallchart-plan"]),
    ("wallchart-campaign", &["wallchart-schedule"]),
    ("wallchart-store", &["wallchart-campaign"]),
    ("wallchart-runtime", &["wallchart-store"]),
    ("wallchart-http", &["wallchart-runtime"]),
    ("wallchart-lsp", &["wallchart-schedule"]),
    ("wallchart", &["wallchart-runtime", "wallchart-http", "wallchart-lsp"]),
];

/// Crates that take time, chance and the outside world as arguments.
const PURE: &[&str] =
    &["wallchart-words", "wallchart-plan", "wallchart-schedule", "wallchart-campaign"];

/// What no pure crate may reach, by way of anything.
const IMPURE: &[&str] = &["tokio", "rusqlite", "crossterm", "mio", "reqwest"];

/// This machine's dependencies only: those of other platforms need not be downloaded.
fn metadata() -> Metadata {
    let rustc = std::process::Command::new("rustc").arg("-vV").output().unwrap();
    let about = String::from_utf8(rustc.stdout).unwrap();
    let host = about.lines().find_map(|l| l.strip_prefix("host: ")).unwrap();
    MetadataCommand::new()
        .manifest_path(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .other_options(vec!["--offline".into(), "--filter-platform".into(), host.into()])
        .exec()
        .unwrap()
}

/// Everything that `from` may depend on.
fn reach(from: &str) -> BTreeSet<&'static str> {
    let mut seen = BTreeSet::from(["wallchart-words"]);
    let mut open: Vec<&str> = vec![from];
    while let Some(next) = open.pop() {
        let Some((_, to)) = ARROWS.iter().find(|(name, _)| *name == next) else { continue };
        for name in *to {
            if seen.insert(name) {
                open.push(name);
            }
        }
    }
    seen
}

#[test]
fn crates_depend_only_along_the_arrows() {
    let metadata = metadata();
    for package in metadata.workspace_packages() {
        let name = package.name.as_str();
        assert!(ARROWS.iter().any(|(n, _)| *n == name), "{name} has no arrows: add it to ARROWS");
        let allowed = reach(name);
        for dependency in package.dependencies.iter().filter(|d| d.kind == DependencyKind::Normal) {
            if dependency.name.starts_with("wallchart") {
                assert!(
                    allowed.contains(dependency.name.as_str()),
                    "{name} -> {} is no allowed arrow",
                    dependency.name
                );
            }
        }
    }
}

#[test]
fn pure_crates_reach_nothing_impure() {
    let metadata = metadata();
    let resolve = metadata.resolve.as_ref().unwrap();
    let names: BTreeMap<_, _> =
        metadata.packages.iter().map(|p| (&p.id, p.name.as_str())).collect();
    for pure in PURE {
        let mut open: Vec<_> = resolve
            .nodes
            .iter()
            .filter(|n| names.get(&n.id) == Some(pure))
            .map(|n| &n.id)
            .collect();
        let mut seen = BTreeSet::new();
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            let name = names.get(id).copied().unwrap_or_default();
            assert!(!IMPURE.contains(&name), "{pure} reaches {name}");
            let node = resolve.nodes.iter().find(|n| n.id == *id).unwrap();
            for dependency in &node.deps {
                let normal = dependency.dep_kinds.iter().any(|k| k.kind == DependencyKind::Normal);
                if normal {
                    open.push(&dependency.pkg);
                }
            }
        }
    }
}

#[test]
fn pure_crates_forbid_clocks_and_disks() {
    for pure in PURE {
        let folder = pure.trim_start_matches("wallchart-");
        let path = format!("{}/engine/{folder}/clippy.toml", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).unwrap();
        for word in ["SystemTime::now", "std::fs::", "std::env::", "std::net::", "thread::spawn"] {
            assert!(text.contains(word), "{path} does not forbid {word}");
        }
    }
}
