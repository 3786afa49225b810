//! Typing in a plan of 5,000 lines: how long a completion takes, and from a change to its diagnostics, as
//! ratios to a plain read, check and schedule of the same text, as slow as that is as often: `cargo bench -p wallchart-lsp`.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench measures time and prints it"
)]

use std::fmt::Write as _;
use std::io::{BufReader, Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use wallchart_lsp::{Options, serve};
use wallchart_plan::{MemorySources, ReadOptions, Sources};
use wallchart_schedule::Facts;

/// The allocator of the program that serves editors.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const UNITS: usize = 60;
const STREAMS: usize = 49;
const TASKS: usize = 98;
const CHANGES: usize = 400;
const URI: &str = "file:///plans/big.ron";

/// A plan of some 5,000 lines, with a gap in the owner of one task.
fn plan(owner: &str) -> String {
    let mut out = String::from(
        "Campaign(\n    version: 1,\n    id: \"big\",\n    title: \"大计划\",\n    anchor: \"2027-03-15\",\n    coordinator: \"第0所\",\n    windows: { \"活动期\": \"D-7..D+5\" },\n    units: {\n",
    );
    for i in 0..UNITS {
        writeln!(out, "        \"第{i}所\": (kind: branch, people: {{ \"第{i}所-甲\": leader, \"第{i}所-乙\": contact }}),").unwrap();
    }
    out.push_str("    },\n    groups: { \"所\": kind(branch) },\n    measures: { \"检查\": \"户次\", \"资料\": \"份\" },\n    defaults: (takes: \"1wd\", review: \"第0所\"),\n    streams: {\n");
    let mut n = 0;
    for s in 0..STREAMS {
        writeln!(out, "        \"第{s}块\": (tasks: {{").unwrap();
        for t in 0..TASKS {
            let each = if n % 200 == 7 {
                "each: \"所\"".to_owned()
            } else {
                format!("owner: \"第{}所\"", n % UNITS)
            };
            let each = if n == STREAMS * TASKS / 2 { format!("owner: \"{owner}\"") } else { each };
            let needs =
                if t > 0 { format!(", needs: [\"任务{} +1d\"]", n - 1) } else { String::new() };
            writeln!(out, "            \"任务{n}\": ({each}, kind: sweep{needs}, due: \"D+{}\", measures: [\"检查 >= 4\", \"资料\"]),", 200 + t).unwrap();
            n += 1;
        }
        out.push_str("        }),\n");
    }
    out.push_str("    },\n)\n");
    out
}

/// One end of a pipe in memory.
struct Pipe {
    from: Receiver<Vec<u8>>,
    rest: Vec<u8>,
}

impl Read for Pipe {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.rest.is_empty() {
            self.rest = self.from.recv().unwrap_or_default();
        }
        let count = self.rest.len().min(into.len());
        into[..count].copy_from_slice(&self.rest[..count]);
        self.rest.drain(..count);
        Ok(count)
    }
}

struct Sink(Sender<Vec<u8>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let _ = self.0.send(bytes.to_vec());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

struct Client {
    to: Sender<Vec<u8>>,
    from: BufReader<Pipe>,
    id: u64,
}

impl Client {
    fn start() -> Client {
        let (to, input) = channel();
        let (output, from) = channel();
        std::thread::spawn(move || {
            let options = Options {
                lang: None,
                open: |_: &Path, _: &str| -> Box<dyn Sources> { Box::new(MemorySources::new()) },
                now: || chrono::DateTime::UNIX_EPOCH,
            };
            let input = BufReader::new(Pipe { from: input, rest: Vec::new() });
            serve(options, input, Sink(output))
        });
        Client { to, from: BufReader::new(Pipe { from, rest: Vec::new() }), id: 0 }
    }

    fn send(&self, message: &Value) {
        let body = message.to_string();
        let _ = self.to.send(format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes());
    }

    fn tell(&self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn read(&mut self) -> Value {
        use std::io::BufRead as _;
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.from.read_line(&mut line).unwrap();
            match line.trim_end().split_once(": ") {
                Some((_, value)) => length = value.parse().unwrap(),
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.from.read_exact(&mut body).unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.id += 1;
        let id = self.id;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.read();
            if message["id"] == id {
                return message;
            }
        }
    }

    fn diagnostics(&mut self, version: usize) -> usize {
        loop {
            let message = self.read();
            if message["params"]["version"] == version {
                return message["params"]["diagnostics"].as_array().unwrap().len();
            }
        }
    }
}

fn percentile(times: &mut [Duration], p: usize) -> Duration {
    times.sort();
    // By nearest rank.
    times[(times.len() * p).div_ceil(100).saturating_sub(1)]
}

fn main() {
    let text = plan("第1所");
    println!("{} lines, {} KiB", text.lines().count(), text.len() / 1024);
    let sources = MemorySources::new().with("big.ron", text.as_str());
    let options = ReadOptions { today: chrono::NaiveDate::default(), anchor: None };
    let mut plain: Vec<Duration> = (0..CHANGES / 2)
        .map(|_| {
            let start = Instant::now();
            let reading = wallchart_plan::read(&sources, "big.ron", &options);
            let found = wallchart_schedule::check(&reading);
            wallchart_schedule::schedule(reading.expanded.as_ref().unwrap(), &Facts::none())
                .unwrap();
            std::hint::black_box(found);
            start.elapsed()
        })
        .collect();
    let base = [50, 99].map(|p| percentile(&mut plain, p));
    for (p, base) in [50, 99].iter().zip(base) {
        println!("{:<30} p{p:<3} {base:>8.1?}", "read, check and schedule");
    }

    let mut client = Client::start();
    client.ask("initialize", json!({ "capabilities": {} }));
    client.tell(
        "textDocument/didOpen",
        json!({ "textDocument": { "uri": URI, "languageId": "ron", "version": 0, "text": text } }),
    );
    client.diagnostics(0);
    let needle = format!("\"任务{}\"", STREAMS * TASKS / 2);
    let line = text.lines().position(|l| l.contains(&needle)).unwrap();
    let before = text.lines().nth(line).unwrap().split("第").next().unwrap();
    let column = before.encode_utf16().count();
    let gap = json!({ "line": line, "character": column });
    let (mut sound, mut broken, mut completion) = (Vec::new(), Vec::new(), Vec::new());
    let mut was = 3;
    for version in 1..=CHANGES {
        // A unit there is, then one there isn't: what is typed is wrong half of the time.
        let name =
            if version % 2 == 0 { format!("第{}所", version % 10) } else { "第".to_owned() };
        let end = json!({ "line": line, "character": column + was });
        was = name.encode_utf16().count();
        let change = json!({ "range": { "start": gap, "end": end }, "text": name });
        let start = Instant::now();
        client.tell("textDocument/didChange", json!({ "textDocument": { "uri": URI, "version": version }, "contentChanges": [change] }));
        let found = client.diagnostics(version);
        if version % 2 == 0 {
            sound.push(start.elapsed())
        } else {
            broken.push(start.elapsed())
        }
        assert_eq!(found > 0, version % 2 == 1 || found > 0);
        let start = Instant::now();
        // Right behind a change, while its check is under way.
        let change = json!({ "range": { "start": gap, "end": gap }, "text": "" });
        client.tell("textDocument/didChange", json!({ "textDocument": { "uri": URI, "version": version + 10_000 }, "contentChanges": [change] }));
        let at = json!({ "line": line, "character": column + 1 });
        let answer = client.ask(
            "textDocument/completion",
            json!({ "textDocument": { "uri": URI }, "position": at }),
        );
        completion.push(start.elapsed());
        assert!(answer["result"]["items"].as_array().unwrap().len() >= UNITS);
        client.diagnostics(version + 10_000);
    }
    for (what, times) in [
        ("completion, behind a change", &mut completion),
        ("diagnostics, a sound plan", &mut sound),
        ("diagnostics, a wrong name", &mut broken),
    ] {
        for (p, base) in [50, 99].into_iter().zip(base) {
            let time = percentile(times, p);
            let ratio = time.as_secs_f64() / base.as_secs_f64();
            let held = if time <= Duration::from_millis(50) { "within" } else { "beyond" };
            println!("{what:<30} p{p:<3} {time:>8.1?}  {ratio:.2} x baseline, {held} 50 ms");
        }
    }
}
