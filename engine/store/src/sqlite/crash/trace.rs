//! Reads what `strace` wrote: what a real run did to the files of one folder, in order, and what it told
//! the world meanwhile.
//!
//! Recorded with `strace -f -y -xx -s LONG -e trace=…` ([`CALLS`]): every path and every byte is in
//! hexadecimal, so that nothing in them can be mistaken for strace's own words.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What `strace -e trace=` must record.
pub(crate) const CALLS: &str = "openat,open,creat,write,pwrite64,pwritev,pwritev2,writev,fsync,fdatasync,\
    ftruncate,truncate,fallocate,rename,renameat,renameat2,unlink,unlinkat,link,linkat,copy_file_range,\
    sendfile";

/// Whether programs can be watched here. Where `WALLCHART_REQUIRE_ALL` is set, only a system that forbids it
/// is an excuse.
pub(crate) fn can_watch() -> bool {
    let mut probe = Command::new("strace");
    probe.args(["-f", "-o", "/dev/null", "true"]).stdout(Stdio::null()).stderr(Stdio::null());
    let why = match probe.status() {
        Ok(status) if status.success() => return true,
        Ok(_) => "it may not trace here",
        Err(_) => "it is not installed",
    };
    let is_missing = why == "it is not installed";
    assert!(!is_missing || std::env::var_os("WALLCHART_REQUIRE_ALL").is_none(), "strace: {why}");
    // Past the harness, which keeps what a test prints to itself.
    let _unheard = writeln!(std::io::stderr(), "skipped: strace: {why}");
    false
}

/// `strace` that records into a file, to be given what it runs; with faults, as `-e inject=` has them.
pub(crate) fn watched(recording: &Path, faults: Option<&str>) -> Command {
    let mut command = Command::new("strace");
    command.args(["-f", "-y", "-xx", "-s", "2000000", "-e", "signal=none"]);
    command.arg("-e").arg(format!("trace={}", CALLS.replace(' ', "")));
    command.arg("-o").arg(recording);
    if let Some(faults) = faults {
        command.arg("-e").arg(format!("inject={faults}"));
    }
    command
}

/// One thing that was done, to a file of the folder or before the world. Names are without the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// Opened with leave to create it; emptied, if asked.
    Open {
        name: String,
        empty: bool,
    },
    Write {
        name: String,
        at: u64,
        bytes: Vec<u8>,
    },
    Truncate {
        name: String,
        length: u64,
    },
    /// A sync of a file, or of the folder (no name), that succeeded. It covers the steps before `begun`.
    Sync {
        name: Option<String>,
        begun: usize,
    },
    Rename {
        from: String,
        to: String,
    },
    Link {
        from: String,
        to: String,
    },
    Unlink {
        name: String,
    },
    /// Written to standard output.
    Said(String),
    /// A process ended by itself, with that code.
    Ended {
        pid: u32,
        code: i32,
    },
}

/// Reads a recording. Panics on a call that it doesn't know: a model that leaves something out proves
/// nothing.
pub(crate) fn read(text: &str, folder: &Path) -> Vec<Step> {
    let mut reader = Reader { folder, steps: Vec::new(), unfinished: BTreeMap::new() };
    for line in text.lines() {
        reader.line(line);
    }
    reader.steps
}

struct Reader<'a> {
    folder: &'a Path,
    steps: Vec<Step>,
    /// A call of a process that another interrupted in the recording, and how many steps there were then.
    unfinished: BTreeMap<u32, (String, usize)>,
}

impl Reader<'_> {
    fn line(&mut self, line: &str) {
        let (pid, rest) = line.split_once(' ').unwrap();
        let pid: u32 = pid.parse().unwrap();
        let rest = rest.trim_start();
        if let Some(ended) = rest.strip_prefix("+++ exited with ") {
            let code = ended.split(' ').next().and_then(|c| c.parse().ok());
            return self.steps.push(Step::Ended { pid, code: code.unwrap() });
        }
        if rest.starts_with("+++") || rest.starts_with("---") {
            self.unfinished.remove(&pid);
            return;
        }
        if let Some(begun) = rest.strip_suffix("<unfinished ...>") {
            self.unfinished.insert(pid, (begun.trim_end().to_owned(), self.steps.len()));
            return;
        }
        if let Some(resumed) = rest.strip_prefix("<... ") {
            let (_, end) = resumed.split_once(" resumed>").unwrap();
            let (begin, begun) = self.unfinished.remove(&pid).unwrap();
            return self.call(&format!("{begin}{end}"), begun);
        }
        self.call(rest, self.steps.len());
    }

    fn call(&mut self, call: &str, begun: usize) {
        let (name, rest) = call.split_once('(').unwrap();
        let (args, result) = rest.rsplit_once(") = ").or_else(|| rest.rsplit_once(')')).unwrap();
        let result = result.trim_start_matches([' ', '=']);
        // What failed, or ended with its process, did nothing that lasts.
        let Some(result) = result.split([' ', '<']).next().and_then(|r| r.parse::<i64>().ok())
        else {
            return;
        };
        if result < 0 {
            return;
        }
        let args = arguments(args);
        let step = match name {
            "openat" => self.open(&args[1..]),
            "open" => self.open(&args),
            "write" => self.write(&args, None),
            "pwrite64" => self.write(&args, Some(args[3].parse().unwrap())),
            "ftruncate" => self.descriptor(&args[0]).map(|name| {
                let length = args[1].parse().unwrap();
                Step::Truncate { name, length }
            }),
            "fsync" | "fdatasync" => match self.place(&of_descriptor(&args[0])) {
                Place::Inside(name) => Some(Step::Sync { name: Some(name), begun }),
                Place::Folder => Some(Step::Sync { name: None, begun }),
                Place::Elsewhere => None,
            },
            "rename" => self.moved(&args[0], &args[1], |from, to| Step::Rename { from, to }),
            "renameat" | "renameat2" => {
                self.moved(&args[1], &args[3], |from, to| Step::Rename { from, to })
            }
            "link" => self.moved(&args[0], &args[1], |from, to| Step::Link { from, to }),
            "linkat" => self.moved(&args[1], &args[3], |from, to| Step::Link { from, to }),
            "unlink" => self.named(&args[0]).map(|name| Step::Unlink { name }),
            "unlinkat" => self.named(&args[1]).map(|name| Step::Unlink { name }),
            other => {
                let ours = self.folder.to_str().unwrap().to_owned();
                assert!(!args.iter().any(|a| of_descriptor(a).starts_with(&ours)), "{other}");
                None
            }
        };
        if let Some(Step::Write { bytes, .. }) = &step {
            assert_eq!(bytes.len() as i64, result, "written in part, or recorded in part: {name}");
        }
        self.steps.extend(step);
    }

    fn open(&self, args: &[String]) -> Option<Step> {
        let name = self.named(&args[0])?;
        let has = |flag| args[1].split('|').any(|f| f == flag);
        has("O_CREAT").then(|| Step::Open { name, empty: has("O_TRUNC") })
    }

    fn write(&self, args: &[String], at: Option<u64>) -> Option<Step> {
        let bytes = || unquoted(&args[1]);
        match self.descriptor(&args[0]) {
            // Only notes that are written whole, from the start of a file, go without a place.
            Some(name) => Some(Step::Write { name, at: at.unwrap_or(0), bytes: bytes() }),
            None if args[0].starts_with("1<") || args[0] == "1" => {
                Some(Step::Said(String::from_utf8_lossy(&bytes()).into_owned()))
            }
            None => None,
        }
    }

    fn moved(
        &self,
        from: &str,
        to: &str,
        step: impl FnOnce(String, String) -> Step,
    ) -> Option<Step> {
        Some(step(self.named(from)?, self.named(to)?))
    }

    /// The name in the folder that a quoted path means.
    fn named(&self, quoted: &str) -> Option<String> {
        match self.place(&PathBuf::from(String::from_utf8(unquoted(quoted)).unwrap())) {
            Place::Inside(name) => Some(name),
            _ => None,
        }
    }

    /// The name in the folder of what a descriptor means, unless it was removed.
    fn descriptor(&self, descriptor: &str) -> Option<String> {
        if descriptor.ends_with("(deleted)") {
            return None;
        }
        match self.place(&of_descriptor(descriptor)) {
            Place::Inside(name) => Some(name),
            _ => None,
        }
    }

    fn place(&self, path: &Path) -> Place {
        if path == self.folder {
            return Place::Folder;
        }
        match path.strip_prefix(self.folder) {
            Ok(name) => Place::Inside(name.to_str().unwrap().to_owned()),
            Err(_) => Place::Elsewhere,
        }
    }
}

enum Place {
    Inside(String),
    Folder,
    Elsewhere,
}

/// The arguments of a call, split at commas outside of quotes and brackets.
fn arguments(text: &str) -> Vec<String> {
    let (mut found, mut depth, mut quoted) = (vec![String::new()], 0, false);
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            '[' | '{' if !quoted => depth += 1,
            ']' | '}' if !quoted => depth -= 1,
            ',' if !quoted && depth == 0 => {
                found.push(String::new());
                continue;
            }
            _ => {}
        }
        found.last_mut().unwrap().push(c);
    }
    found.iter().map(|a| a.trim().to_owned()).collect()
}

/// The path that a descriptor stands for: `3<\x2f\x78>`.
fn of_descriptor(text: &str) -> PathBuf {
    let inside = text.split_once('<').map_or("", |(_, rest)| rest.trim_end_matches("(deleted)"));
    PathBuf::from(String::from_utf8_lossy(&bytes(inside.trim_end_matches('>'))).into_owned())
}

fn unquoted(text: &str) -> Vec<u8> {
    assert!(!text.ends_with("..."), "recorded in part: {}", &text[..text.len().min(80)]);
    bytes(text.trim_matches('"'))
}

/// `\x61\x62` as bytes; what is no escape stays as it is.
fn bytes(text: &str) -> Vec<u8> {
    let text = text.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(text.len() / 4), 0);
    let digit = |b: u8| (b as char).to_digit(16).map(|d| d as u8);
    while at < text.len() {
        if text[at] == b'\\' && text.get(at + 1) == Some(&b'x') && at + 3 < text.len() {
            out.push(digit(text[at + 2]).unwrap() << 4 | digit(text[at + 3]).unwrap());
            at += 4;
        } else {
            out.push(text[at]);
            at += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(text: &str) -> String {
        text.bytes().map(|b| format!("\\x{b:02x}")).collect()
    }

    #[test]
    fn lines_become_steps() {
        let fd = |n: u32, path: &str| format!("{n}<{}>", hex(path));
        let lines = [
            format!(
                "7 openat(AT_FDCWD<{}>, \"{}\", O_RDWR|O_CREAT|O_CLOEXEC, 0600) = {}",
                hex("/"),
                hex("/f/a,b"),
                fd(3, "/f/a,b")
            ),
            format!(
                "7 openat(AT_FDCWD<{}>, \"{}\", O_RDONLY) = {}",
                hex("/"),
                hex("/f/a,b"),
                fd(4, "/f/a,b")
            ),
            format!("7 pwrite64({}, \"{}\", 2, 4096 <unfinished ...>", fd(3, "/f/a,b"), hex("hi")),
            format!("8 write({}, \"{}\", 6) = 6", fd(1, "pipe:[1]"), hex("ack 1\n")),
            "7 <... pwrite64 resumed>) = 2".to_owned(),
            format!("7 fsync({} <unfinished ...>", fd(3, "/f/a,b")),
            format!("8 unlink(\"{}\") = 0", hex("/f/x")),
            "7 <... fsync resumed>) = 0".to_owned(),
            format!("7 fsync({}) = -1 EIO (Input/output error) (INJECTED)", fd(3, "/f/a,b")),
            format!("8 fsync({}) = 0", fd(5, "/f")),
            format!("7 pwrite64({}, \"{}\", 2, 0) = ?", fd(3, "/f/a,b"), hex("no")),
            "7 --- SIGKILL {si_signo=SIGKILL} ---".to_owned(),
            "7 +++ killed by SIGKILL +++".to_owned(),
            "8 +++ exited with 0 +++".to_owned(),
        ];
        let name = || "a,b".to_owned();
        assert_eq!(
            read(&lines.join("\n"), Path::new("/f")),
            [
                Step::Open { name: name(), empty: false },
                Step::Said("ack 1\n".to_owned()),
                Step::Write { name: name(), at: 4096, bytes: b"hi".to_vec() },
                Step::Unlink { name: "x".to_owned() },
                Step::Sync { name: Some(name()), begun: 3 },
                Step::Sync { name: None, begun: 5 },
                Step::Ended { pid: 8, code: 0 },
            ]
        );
    }
}
