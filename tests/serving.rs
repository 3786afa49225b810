//! `wallchart serve`: messages of other programs start playbooks, and do nothing else.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use crate::office::Office;
use crate::plans::repository;
use crate::schemas::holds;

/// A process that listens, and what it prints.
struct Server {
    child: Child,
    lines: BufReader<std::process::ChildStdout>,
    address: String,
}

impl Server {
    fn start(store: &Path, more: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_wallchart"))
            .args(["--json", "--lang", "zh", "--store"])
            .arg(store)
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(more)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let first = line(&mut lines);
        let address = first["listening"].as_str().unwrap().to_owned();
        Self { child, lines, address }
    }

    /// What it says of the next message.
    fn says(&mut self) -> Value {
        line(&mut self.lines)
    }

    /// The status and the body of an answer.
    fn post(&self, hook: &str, headers: &[&str], body: &str) -> (u16, Value) {
        post(&self.address, hook, headers, body)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn line(lines: &mut BufReader<std::process::ChildStdout>) -> Value {
    let mut text = String::new();
    lines.read_line(&mut text).unwrap();
    let value = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{e}: {text}"));
    holds("serve", &value, "a line of `serve --json`");
    value
}

fn post(address: &str, hook: &str, headers: &[&str], body: &str) -> (u16, Value) {
    let head = format!("POST /hooks/{hook} HTTP/1.1\r\nHost: {address}");
    send(address, &head, headers, body)
}

/// Sends what begins so.
fn send(address: &str, head: &str, headers: &[&str], body: &str) -> (u16, Value) {
    let mut stream = TcpStream::connect(address).unwrap();
    let headers: String = headers.iter().map(|line| format!("{line}\r\n")).collect();
    let length = body.len();
    let request = format!("{head}\r\nContent-Length: {length}\r\n{headers}\r\n{body}");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    (status, serde_json::from_str(body).unwrap_or_else(|e| panic!("{e}: {answer}")))
}

const JSON: &str = "Content-Type: application/json";

/// The 3·15 campaign.
fn running() -> (Office, PathBuf) {
    let office = Office::new();
    let plan = repository().join("workflows/315.ron").display().to_string();
    office.run("", &["launch", &plan, "--yes"]);
    let store = office.path("office.db");
    (office, store)
}

#[test]
fn a_message_starts_what_waits_for_it_once() {
    let (office, store) = running();
    let mut server = Server::start(&store, &[]);
    let body = r#"{"品牌": "某牌", "属地": "城东所"}"#;
    let (status, first) = server.post("gala", &[JSON, "Idempotency-Key: 1"], body);
    assert_eq!((status, &first["play"]), (201, &json!("晚会曝光#1")), "{first}");
    assert_eq!(server.says()["play"], "晚会曝光#1");
    // Sent again it starts nothing, and answers as the first time.
    let (status, again) = server.post("gala", &[JSON, "Idempotency-Key: 1"], body);
    assert_eq!(
        (status, &again["duplicate"], &again["tasks"]),
        (200, &json!(true), &first["tasks"])
    );
    assert_eq!(server.says()["again"], true);
    // A process that is started anew knows of it too.
    drop(server);
    let server = Server::start(&store, &[]);
    assert_eq!(server.post("gala", &[JSON, "Idempotency-Key: 1"], body).0, 200);
    let told = office.json("", &["play"]);
    assert_eq!(told["plays"].as_array().unwrap().len(), 1);
    assert_eq!(told["plays"][0]["cause"], json!({ "hook": { "name": "gala" } }));
    let log = office.run("", &["log", "--last", "1"]);
    assert!(log.contains("webhook") && log.contains("启动预案 晚会曝光#1"), "{log}");
}

#[test]
fn what_is_wrong_with_a_message_is_told_and_starts_nothing() {
    let (office, store) = running();
    let mut server = Server::start(&store, &[]);
    let good = r#"{"品牌": "某牌", "属地": "城东所"}"#;
    let long = format!(r#"{{"品牌": "{}"}}"#, "长".repeat(30_000));
    for (hook, headers, body, status, code) in [
        ("gala", &[][..], good, 415, "not-json"),
        ("gala", &["Content-Type: text/plain"], good, 415, "not-json"),
        ("gala", &[JSON], "[1]", 400, "not-an-object"),
        ("gala", &[JSON], r#"{"品牌": {"名": 1}}"#, 400, "not-an-object"),
        ("gala", &[JSON], r#"{"品牌": "某牌"}"#, 422, "bad-parameter"),
        ("gala", &[JSON], r#"{"品牌": "某牌", "属地": "无名所"}"#, 422, "bad-parameter"),
        ("gala", &[JSON], "", 422, "bad-parameter"),
        ("nobody", &[JSON], good, 404, "no-such-hook"),
        ("%FF", &[JSON], good, 400, "unreadable"),
        ("gala", &[JSON], &long, 413, "too-long"),
    ] {
        let (answered, said) = server.post(hook, headers, body);
        assert_eq!((answered, said["error"]["code"].as_str()), (status, Some(code)), "{said}");
        assert!(!said["error"]["message"].as_str().unwrap().is_empty());
        let told = server.says();
        assert_eq!((&told["status"], &told["play"]), (&json!(status), &Value::Null));
    }
    // A page in a browser whose name was turned to this machine, and what is nothing at all.
    for (head, status) in [
        ("POST /hooks/gala HTTP/1.1\r\nHost: evil.example", 403),
        ("GET /hooks/gala HTTP/1.1\r\nHost: localhost", 405),
        ("POST /hook/gala HTTP/1.1\r\nHost: [::1]:80", 404),
    ] {
        let (answered, said) = send(&server.address, head, &[JSON], good);
        assert_eq!(answered, status, "{said}");
        assert!(!said["error"]["hint"].as_str().unwrap().is_empty());
    }
    assert_eq!(office.json("", &["play"])["plays"], json!([]));
}

#[test]
fn one_message_is_one_line_and_nobody_who_reads_them_slowly_is_waited_for() {
    let (office, store) = running();
    let mut child = Command::new(env!("CARGO_BIN_EXE_wallchart"))
        .args(["--lang", "zh", "--store"])
        .arg(&store)
        .args(["serve", "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    let mut text = String::new();
    lines.read_line(&mut text).unwrap();
    let address = text.split(' ').nth(1).unwrap().to_owned();
    assert_eq!(post(&address, "x%0A11-30%2001:00%20%20gala", &[JSON], "{}").0, 404);
    text.clear();
    lines.read_line(&mut text).unwrap();
    assert!(text.contains("x 11-30 01:00  gala  404"), "{text}");
    // Nobody reads any more, and far more is said than a pipe holds.
    let long = "长".repeat(200);
    let long: String = long.bytes().map(|b| format!("%{b:02X}")).collect();
    for _ in 0..120 {
        assert_eq!(post(&address, &long, &[JSON], "{}").0, 404);
    }
    drop(lines);
    let body = r#"{"品牌": "某牌", "属地": "城东所"}"#;
    assert_eq!(post(&address, "gala", &[JSON], body).0, 201);
    assert_eq!(post(&address, "gala", &[JSON], body).0, 201);
    assert_eq!(office.json("", &["play"])["plays"].as_array().unwrap().len(), 2);
    let _ = child.kill();
    let _ = child.wait();
}

#[test]
fn only_who_knows_the_token_is_heard() {
    let (office, store) = running();
    let file = office.path("token");
    std::fs::write(&file, "a-secret\n").unwrap();
    let server = Server::start(&store, &["--token-file", file.to_str().unwrap()]);
    let body = r#"{"品牌": "某牌", "属地": "城东所"}"#;
    for wrong in [&[JSON][..], &[JSON, "Authorization: Bearer secret"], &["Authorization: Bearer "]]
    {
        assert_eq!(server.post("gala", wrong, body).0, 401);
    }
    assert_eq!(server.post("gala", &["Authorization: bearer a-secret"], body).0, 201);
    // What no header can hold is no token.
    std::fs::write(&file, "口令\n").unwrap();
    for (refused, code) in [
        (&["serve", "--listen", "0.0.0.0:0"][..], 4),
        (&["serve", "--listen", "127.0.0.1:0", "--token-file", file.to_str().unwrap()], 2),
    ] {
        let output = office.try_run("", refused);
        assert_eq!(output.status.code(), Some(code), "{refused:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("--token-file"));
    }
    let taken = office.try_run("", &["serve", "--listen", &server.address]);
    assert_eq!(taken.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&taken.stderr).contains("已经有程序在用"));
}

#[test]
fn many_at_once_are_all_heard_beside_other_work() {
    let (office, store) = running();
    let server = Server::start(&store, &[]);
    let address = server.address.as_str();
    std::thread::scope(|scope| {
        for n in 0..8 {
            scope.spawn(move || {
                let body = format!(r#"{{"品牌": "{n}号", "属地": "城东所"}}"#);
                assert_eq!(post(address, "gala", &[JSON], &body).0, 201);
            });
        }
        scope.spawn(|| office.run("", &["comment", "T0001", "同时也在办"]));
    });
    let plays = office.json("", &["play"])["plays"].as_array().unwrap().len();
    assert_eq!(plays, 8);
    office.run("", &["verify"]);
}

#[cfg(unix)]
#[test]
fn a_signal_ends_it() {
    let (_office, store) = running();
    let mut server = Server::start(&store, &[]);
    // Senders that never end don't keep it from ending.
    let mut stuck = TcpStream::connect(&server.address).unwrap();
    stuck.write_all(b"POST /hooks/gala HTTP/1.1\r\nContent-Le").unwrap();
    let id = server.child.id().to_string();
    Command::new("kill").args(["-TERM", &id]).status().unwrap();
    let mut ended = None;
    for _ in 0..100 {
        std::thread::sleep(std::time::Duration::from_millis(100));
        ended = server.child.try_wait().unwrap();
        if ended.is_some() {
            break;
        }
    }
    assert_eq!(ended.and_then(|status| status.code()), Some(0));
}
