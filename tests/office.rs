//! An office at its command line: a store in a folder of its own, and the program that works on it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// A store in a folder of its own, and the program that works on it.
pub(crate) struct Office {
    folder: tempfile::TempDir,
    files: Vec<PathBuf>,
}

impl Office {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        // Evidence is told apart by its bytes: a campaign asks for five photographs, not one five times.
        let files = (0..8)
            .map(|n| {
                let path = folder.path().join(format!("材料{n}.txt"));
                std::fs::write(&path, format!("佐证材料之{n}")).unwrap();
                path
            })
            .collect();
        Self { folder, files }
    }

    pub(crate) fn try_run(&self, who: &str, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wallchart"));
        command.arg("--store").arg(self.folder.path().join("office.db")).args(["--lang", "zh"]);
        if !who.is_empty() {
            command.args(["--as", who]);
        }
        command.args(args).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap()
    }

    pub(crate) fn run(&self, who: &str, args: &[&str]) -> String {
        let output = self.try_run(who, args);
        assert!(
            output.status.success(),
            "{who} {args:?}\n{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }

    pub(crate) fn json(&self, who: &str, args: &[&str]) -> Value {
        let mut all = vec!["--json"];
        all.extend(args);
        serde_json::from_str(&self.run(who, &all)).unwrap()
    }

    pub(crate) fn file(&self, n: usize) -> &Path {
        &self.files[n % self.files.len()]
    }

    /// A path in its folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}
