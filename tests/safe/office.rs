//! A campaign in a store, and the real program to work on it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use uuid::Uuid;
use wallchart_campaign::CommandId;
use wallchart_plan::ids::CampaignId;
use wallchart_store::{EventStore as _, OpenMode, Place, SqliteStore};

/// Tasks of one unit that wait for nothing.
const PLAN: &str = r#"Campaign(
    version: 1, id: "safe-{year}", title: "不丢一条", anchor: "03-15", coordinator: "秘书处",
    units: {
        "秘书处": (kind: office, people: { "秘-甲": leader, "秘-乙": contact }),
        "消保科": (kind: office, aka: ["消保股"], people: { "消-乙": contact }),
    },
    lists: { "事项": ["1", "2", "3", "4", "5", "6", "7", "8"] },
    defaults: (takes: "1d", review: "秘书处"),
    streams: { "办理": (owner: "消保科", tasks: { "办": (each: "事项", evidence: ["照片"]) }) },
)"#;

pub(super) struct Office {
    _outer: tempfile::TempDir,
    pub(super) folder: PathBuf,
}

impl Office {
    /// With a plan, not launched yet. What may be watched lies in a folder of its own.
    pub(super) fn new() -> Self {
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().canonicalize().unwrap().join("store");
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(outer.path().join("plan.ron"), PLAN).unwrap();
        std::fs::write(outer.path().join("照片.jpg"), vec![7; 9000]).unwrap();
        Self { _outer: outer, folder }
    }

    pub(super) fn running() -> Self {
        let office = Self::new();
        office.must(&["launch", &office.beside("plan.ron")]);
        office
    }

    pub(super) fn store(&self) -> PathBuf {
        self.folder.join("x.db")
    }

    /// A file that lies beside the store's folder.
    pub(super) fn beside(&self, name: &str) -> String {
        self.folder.with_file_name(name).to_str().unwrap().to_owned()
    }

    pub(super) fn args(&self, args: &[&str]) -> Vec<String> {
        let store = self.store();
        let own = [env!("CARGO_BIN_EXE_wallchart"), "--store", store.to_str().unwrap()];
        [&own[..], &["--lang", "zh"], args].concat().into_iter().map(str::to_owned).collect()
    }

    pub(super) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wallchart"));
        plain(command.args(&self.args(args)[1..]));
        command
    }

    pub(super) fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    #[track_caller]
    pub(super) fn must(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", said(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Where a command stands, if it was recorded.
    pub(super) fn place(&self, id: &str) -> Option<Place> {
        place(&SqliteStore::open(self.store(), OpenMode::Existing).unwrap(), id)
    }

    pub(super) fn must_be_sound(&self) {
        let store = SqliteStore::open(self.store(), OpenMode::Existing).unwrap();
        assert_eq!(store.verify().unwrap().problems, []);
    }
}

/// Nothing of the surroundings reaches the program.
pub(super) fn plain(command: &mut Command) -> &mut Command {
    for name in ["WALLCHART_STORE", "WALLCHART_AS", "WALLCHART_CAMPAIGN", "WALLCHART_LANG"] {
        command.env_remove(name);
    }
    command.env("WALLCHART_CONFIG", "");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped())
}

pub(super) fn place(store: &SqliteStore, id: &str) -> Option<Place> {
    let campaigns = store.campaigns().unwrap();
    let campaign: CampaignId = campaigns.first()?.campaign.clone();
    store.command(&campaign, CommandId(Uuid::parse_str(id).unwrap())).unwrap()
}

pub(super) fn said(output: &Output) -> String {
    let (out, err) = (&output.stdout, &output.stderr);
    format!("{}{}", String::from_utf8_lossy(out), String::from_utf8_lossy(err))
}

/// The id of the `n`th command of a test.
pub(super) fn id(n: usize) -> String {
    Uuid::from_u64_pair(0x5afe, n as u64).to_string()
}

pub(super) fn is_long() -> bool {
    std::env::var_os("WALLCHART_LONG").is_some()
}

/// Tells figures past the harness, which keeps what a test prints to itself.
pub(super) fn tell(words: &str) {
    let _unheard =
        std::io::Write::write_all(&mut std::io::stderr(), format!("{words}\n").as_bytes());
}

/// The names of the files in a folder.
pub(super) fn names(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap();
    files.map(|f| f.unwrap().file_name().to_string_lossy().into_owned()).collect()
}
