//! The language server as an editor drives it: the real program, over its standard input and output.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

/// An editor: the program, a folder of plans, and the documents that it holds open.
struct Editor {
    program: Child,
    output: BufReader<ChildStdout>,
    folder: tempfile::TempDir,
    texts: BTreeMap<String, (i32, String)>,
    /// The last diagnostics of each document.
    told: BTreeMap<String, Value>,
    id: u64,
}

const BASE: &str = include_str!("lsp/plan.ron");
const TASKS: &str = include_str!("lsp/tasks.ron");
const CALENDAR: &str = include_str!("../workflows/calendars/cn.ron");

impl Editor {
    /// Starts the program in a folder with these files.
    fn start(files: &[(&str, &str)], arguments: &[&str], locale: &str) -> Editor {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_wallchart"));
        command.args(arguments).args(["lsp", "--stdio"]).env("WALLCHART_CONFIG", "");
        command.env_remove("WALLCHART_LANG").env_remove("LANG").env_remove("LC_ALL");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut program = command.current_dir(folder.path()).spawn().unwrap();
        let output = BufReader::new(program.stdout.take().unwrap());
        let (texts, told) = (BTreeMap::new(), BTreeMap::new());
        let mut editor = Editor { program, output, folder, texts, told, id: 0 };
        let capabilities = json!({ "textDocument": { "completion": { "completionItem": { "snippetSupport": true } } } });
        let params = json!({
            "processId": null, "rootUri": editor.uri(""), "locale": locale, "capabilities": capabilities,
        });
        let answer = editor.ask("initialize", params);
        assert_eq!(answer["result"]["capabilities"]["positionEncoding"], "utf-16");
        editor.tell("initialized", json!({}));
        editor
    }

    fn uri(&self, name: &str) -> String {
        let path: PathBuf = self.folder.path().canonicalize().unwrap().join(name);
        format!("file://{}", path.display())
    }

    fn name(&self, uri: &str) -> String {
        uri.rsplit('/').next().unwrap().to_owned()
    }

    fn raw(&mut self, bytes: &[u8]) {
        let input = self.program.stdin.as_mut().unwrap();
        input.write_all(bytes).unwrap();
        input.flush().unwrap();
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(self.output.read_line(&mut line).unwrap() > 0, "the server is gone");
            match line.trim_end().split_once(": ") {
                Some((_, value)) => length = value.parse().unwrap(),
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).unwrap();
        let message: Value = serde_json::from_slice(&body).unwrap();
        if message["method"] == "textDocument/publishDiagnostics" {
            let name = self.name(message["params"]["uri"].as_str().unwrap());
            self.told.insert(name, message["params"].clone());
        }
        message
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.id += 1;
        let id = self.id;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.read();
            if message.get("method").is_none() && message["id"] == id {
                return message;
            }
        }
    }

    /// Opens a file as it is on disk.
    fn open(&mut self, name: &str) {
        let text = std::fs::read_to_string(self.folder.path().join(name)).unwrap();
        self.texts.insert(name.to_owned(), (1, text.clone()));
        let document =
            json!({ "uri": self.uri(name), "languageId": "ron", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Types in the place of these bytes.
    fn edit(&mut self, name: &str, was: &str, put: &str) {
        let (version, text) = self.texts.get_mut(name).unwrap();
        let start = text.find(was).unwrap();
        let range = json!({ "start": at(text, start), "end": at(text, start + was.len()) });
        text.replace_range(start..start + was.len(), put);
        *version += 1;
        let version = *version;
        let document = json!({ "uri": self.uri(name), "version": version });
        let changes = json!([{ "range": range, "text": put }]);
        self.tell(
            "textDocument/didChange",
            json!({ "textDocument": document, "contentChanges": changes }),
        );
    }

    /// The codes that a document has in its present version, once they have been told.
    fn codes(&mut self, name: &str) -> Vec<String> {
        let version = self.texts.get(name).map(|(version, _)| *version);
        loop {
            if let Some(told) = self.told.get(name)
                && told["version"].as_i64() == version.map(i64::from)
            {
                let list = told["diagnostics"].as_array().unwrap().iter();
                return list.map(|d| d["code"].as_str().unwrap().to_owned()).collect();
            }
            self.read();
        }
    }

    /// The diagnostic of that code in a file, once it has been told.
    fn wait(&mut self, name: &str, code: &str) -> Value {
        loop {
            let told = self.told.get(name).and_then(|t| t["diagnostics"].as_array());
            if let Some(found) = told.and_then(|all| all.iter().find(|d| d["code"] == code)) {
                return found.clone();
            }
            self.read();
        }
    }

    /// The params of a request about the byte `into` bytes behind where `needle` begins.
    fn here(&self, name: &str, needle: &str, into: usize) -> Value {
        let text = &self.texts[name].1;
        let offset = text.find(needle).unwrap() + into;
        json!({ "textDocument": { "uri": self.uri(name) }, "position": at(text, offset) })
    }

    /// Makes the changes that an answer holds, on disk and in what is open.
    fn apply(&mut self, edit: &Value) {
        for (uri, edits) in edit["changes"].as_object().unwrap() {
            let name = self.name(uri);
            let path = self.folder.path().join(&name);
            let is_open = self.texts.contains_key(&name);
            let mut text = match self.texts.get(&name) {
                Some((_, text)) => text.clone(),
                None => std::fs::read_to_string(&path).unwrap(),
            };
            let mut bytes: Vec<(usize, usize, &str)> = edits
                .as_array()
                .unwrap()
                .iter()
                .map(|e| {
                    let offset = |p: &Value| byte(&text, p);
                    (
                        offset(&e["range"]["start"]),
                        offset(&e["range"]["end"]),
                        e["newText"].as_str().unwrap(),
                    )
                })
                .collect();
            bytes.sort();
            for (start, end, put) in bytes.into_iter().rev() {
                text.replace_range(start..end, put);
            }
            std::fs::write(&path, &text).unwrap();
            if is_open {
                let version = self.texts[&name].0 + 1;
                let document = json!({ "uri": uri, "version": version });
                self.tell(
                    "textDocument/didChange",
                    json!({ "textDocument": document, "contentChanges": [{ "text": text }] }),
                );
                self.texts.insert(name, (version, text));
            }
        }
    }

    /// The code actions at a place.
    fn actions(&mut self, name: &str, needle: &str) -> Vec<Value> {
        let mut params = self.here(name, needle, 0);
        let position = params["position"].take();
        params["range"] = json!({ "start": position, "end": position });
        params["context"] = json!({ "diagnostics": [] });
        self.ask("textDocument/codeAction", params)["result"].as_array().unwrap().clone()
    }

    /// Ends the talk; the exit code.
    fn leave(mut self) -> Option<i32> {
        assert_eq!(self.ask("shutdown", Value::Null)["result"], Value::Null);
        self.tell("exit", Value::Null);
        self.program.wait().unwrap().code()
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// The place of a byte, columns in units of UTF-16.
fn at(text: &str, offset: usize) -> Value {
    let before = &text[..offset];
    let line = before.rsplit('\n').next().unwrap();
    json!({ "line": before.matches('\n').count(), "character": line.encode_utf16().count() })
}

/// The byte of a place.
fn byte(text: &str, place: &Value) -> usize {
    let (line, column) = (place["line"].as_u64().unwrap(), place["character"].as_u64().unwrap());
    let lines = text.split_inclusive('\n');
    let start: usize = lines.take(usize::try_from(line).unwrap()).map(str::len).sum();
    let mut left = column;
    let mut offset = start;
    for c in text[start..].chars() {
        if left == 0 {
            break;
        }
        left -= c.len_utf16() as u64;
        offset += c.len_utf8();
    }
    offset
}

fn labels(answer: &Value) -> Vec<String> {
    let items = answer["result"]["items"].as_array().cloned().unwrap_or_default();
    items.iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
}

fn files() -> Vec<(&'static str, &'static str)> {
    vec![("plan.ron", BASE), ("tasks.ron", TASKS), ("cn.ron", CALENDAR)]
}

#[test]
fn a_mistake_is_told_while_typing_and_mended_by_its_fix() {
    let mut editor = Editor::start(&files(), &[], "zh-CN");
    editor.open("tasks.ron");
    // A part of a plan is checked as part of it: alone it would lack most of what it names.
    assert_eq!(editor.codes("tasks.ron"), Vec::<String>::new());
    editor.edit("tasks.ron", "owner: \"检测所\"", "owner: \"检测索\"");
    assert_eq!(editor.codes("tasks.ron"), ["E030"]);
    let told = editor.told["tasks.ron"]["diagnostics"][0].clone();
    let text = editor.texts["tasks.ron"].1.clone();
    let there = &text[byte(&text, &told["range"]["start"])..byte(&text, &told["range"]["end"])];
    assert_eq!(there, "\"检测索\"", "the line holds an emoji in front of it");
    assert!(told["message"].as_str().unwrap().contains("检测索"));
    let actions = editor.actions("tasks.ron", "检测索");
    let fix = actions.iter().find(|a| a["kind"] == "quickfix").unwrap();
    assert_eq!(
        (fix["isPreferred"].as_bool(), &fix["diagnostics"][0]["code"]),
        (Some(true), &json!("E030"))
    );
    editor.apply(&fix["edit"]);
    assert_eq!(editor.codes("tasks.ron"), Vec::<String>::new());
    assert_eq!(editor.texts["tasks.ron"].1, TASKS);
    // Full-width marks and a slip, put right at once.
    editor.edit("tasks.ron", "due: \"D-10wd\"", "due： “D－10wd”");
    editor.edit("tasks.ron", "owner: \"检测所\"", "onwer: \"检测所\"");
    assert!(editor.codes("tasks.ron").len() >= 2);
    let mut rounds = 0;
    while !editor.codes("tasks.ron").is_empty() && rounds < 4 {
        let actions = editor.actions("tasks.ron", "Campaign");
        let all = actions.iter().find(|a| a["kind"] == "source.fixAll").cloned();
        editor.apply(&all.unwrap_or_else(|| panic!("{:?}", editor.told["tasks.ron"]))["edit"]);
        rounds += 1;
    }
    assert_eq!(editor.texts["tasks.ron"].1.replace(' ', ""), TASKS.replace(' ', ""));
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn what_is_wrong_in_another_file_is_told_there_and_cleared() {
    let mut editor = Editor::start(&files(), &["--lang", "en"], "zh-CN");
    editor.open("plan.ron");
    assert_eq!(editor.codes("plan.ron"), Vec::<String>::new());
    editor.edit("plan.ron", "\"检测所\":   (kind: lab)", "\"检验室\": (kind: lab)");
    let told = editor.wait("tasks.ron", "E030");
    let message = told["message"].as_str().unwrap();
    assert!(message.contains("检测所") && message.contains("unit"), "{message}");
    // A name given in both files shows both places.
    editor.edit("plan.ron", "\"检验室\": (kind: lab)", "\"检测所\":   (kind: lab)");
    editor.edit(
        "plan.ron",
        "streams: {",
        "streams: { \"准备\": (tasks: { \"方案\": (owner: \"检测所\") }),",
    );
    let twice = editor.wait("tasks.ron", "E025");
    let related = &twice["relatedInformation"][0]["location"];
    assert_eq!(editor.name(related["uri"].as_str().unwrap()), "plan.ron");
    let uri = editor.uri("plan.ron");
    editor.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    while !editor.told["tasks.ron"]["diagnostics"].as_array().unwrap().is_empty() {
        editor.read();
    }
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn names_are_completed_found_and_followed() {
    let mut editor = Editor::start(&files(), &[], "zh-CN");
    editor.open("tasks.ron");
    editor.codes("tasks.ron");
    let here = editor.here("tasks.ron", "needs: [\"方案", "needs: [\"".len());
    let needs = labels(&editor.ask("textDocument/completion", here));
    assert!(
        needs.contains(&"方案".into())
            && needs.contains(&"小结".into())
            && needs.contains(&"all".into()),
        "{needs:?}"
    );
    assert!(!needs.contains(&"采样".into()), "a task doesn't wait for itself");
    let here = editor.here("tasks.ron", "owner: \"检测所", "owner: \"".len());
    let units = labels(&editor.ask("textDocument/completion", here));
    assert!(units.contains(&"城东所".into()) && units.contains(&"城东所分会".into()), "{units:?}");
    // A text that is broken where somebody types.
    editor.edit("tasks.ron", "kind: document", "kind: document, needs: [\"采样@");
    let here = editor.here("tasks.ron", "采样@", "采样@".len());
    let keys = labels(&editor.ask("textDocument/completion", here));
    assert_eq!(keys, ["城东所", "城西所"]);
    editor.edit("tasks.ron", "kind: document, needs: [\"采样@", "kind: document");
    editor.edit("tasks.ron", "due: \"D-10wd\"", "mil");
    let here = editor.here("tasks.ron", "mil", 3);
    let answer = editor.ask("textDocument/completion", here);
    let items = answer["result"]["items"].as_array().unwrap();
    let field = items.iter().find(|i| i["label"] == "milestone").unwrap();
    assert_eq!(field["textEdit"]["newText"], "milestone: true");
    assert!(field["documentation"]["value"].as_str().unwrap().contains("里程碑"));
    assert!(!items.iter().any(|i| i["label"] == "owner"), "it has an owner");
    editor.edit("tasks.ron", "mil", "due: \"D-10wd\"");
    editor.codes("tasks.ron");
    // Definition and references, across files and inside sentences.
    let here = editor.here("tasks.ron", "all 采样", 4);
    let defined = editor.ask("textDocument/definition", here.clone());
    let text = editor.texts["tasks.ron"].1.clone();
    let start = byte(&text, &defined["result"][0]["range"]["start"]);
    assert!(text[start - 1..].starts_with("\"采样\": ("));
    let mut with = here;
    with["context"] = json!({ "includeDeclaration": true });
    assert_eq!(editor.ask("textDocument/references", with)["result"].as_array().unwrap().len(), 3);
    let here = editor.here("tasks.ron", "each: \"所\"", "each: \"".len());
    let group = editor.ask("textDocument/definition", here);
    assert_eq!(editor.name(group["result"][0]["uri"].as_str().unwrap()), "plan.ron");
    let symbols = editor.ask("workspace/symbol", json!({ "query": "采" }));
    assert_eq!(symbols["result"][0]["name"], "采样");
    let uri = editor.uri("tasks.ron");
    let outline =
        editor.ask("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri } }));
    assert_eq!(outline["result"][0]["name"], "抽检");
    assert_eq!(outline["result"][0]["children"].as_array().unwrap().len(), 3);
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn a_pointer_tells_dates_and_who() {
    let mut editor = Editor::start(&files(), &[], "en-GB");
    editor.open("tasks.ron");
    editor.codes("tasks.ron");
    let mut hover = |needle: &str, into: usize| {
        let here = editor.here("tasks.ron", needle, into);
        editor.ask("textDocument/hover", here)["result"]["contents"]["value"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    let sampled = hover("\"采样\": (", 1);
    for word in
        ["采样", "sampling", "2 instances", "Due: ", "Slack: ", "Lead: 城东所, 城西所", "2026-04-"]
    {
        assert!(sampled.contains(word), "{word}: {sampled}");
    }
    assert!(hover("owner: ", 1).contains("Lead unit"));
    assert!(hover("each: \"所\"", 7).contains("城东所, 城西所"));
    assert!(hover("{city}", 2).contains("= 江城"));
    editor.edit("tasks.ron", "owner: \"检测所\"", "owner: \"检测索\"");
    editor.codes("tasks.ron");
    let here = editor.here("tasks.ron", "检测索", 3);
    let told = editor.ask("textDocument/hover", here)["result"]["contents"]["value"].to_string();
    assert!(told.contains("E030") && told.contains("To mend it:"), "{told}");
}

#[test]
fn a_unit_is_renamed_wherever_it_is_meant() {
    let mut editor = Editor::start(&files(), &[], "zh-CN");
    editor.open("tasks.ron");
    editor.codes("tasks.ron");
    let mut params = editor.here("tasks.ron", "采样@城东所", "采样@".len());
    let prepared = editor.ask("textDocument/prepareRename", params.clone());
    assert_eq!(prepared["result"]["placeholder"], "城东所");
    for (wrong, why) in [("检测所", "已有"), ("城 东", "不能有"), ("", "")] {
        params["newName"] = json!(wrong);
        let answer = editor.ask("textDocument/rename", params.clone());
        let message =
            answer["error"]["message"].as_str().unwrap_or_else(|| panic!("{wrong}: {answer}"));
        assert!(message.contains(why), "{message}");
    }
    params["newName"] = json!("东城所");
    let answer = editor.ask("textDocument/rename", params);
    assert_eq!(answer["result"]["changes"].as_object().unwrap().len(), 2);
    editor.apply(&answer["result"]);
    let read = |editor: &Editor, name: &str| {
        std::fs::read_to_string(editor.folder.path().join(name)).unwrap()
    };
    for (name, was) in files() {
        let said = read(&editor, name);
        assert_eq!(said, was.replace("城东所", "东城所"), "{name}");
    }
    // It is now called otherwise in a plan that may be running.
    editor.open("plan.ron");
    assert_eq!(editor.codes("plan.ron"), Vec::<String>::new());
    let actions = editor.actions("plan.ron", "东城所\": ");
    let former = actions.iter().find(|a| a["kind"] == "refactor.rewrite").unwrap();
    assert!(former["title"].as_str().unwrap().contains("城东所"));
    editor.apply(&former["edit"].clone());
    assert!(editor.texts["plan.ron"].1.contains("\"东城所\":   (aka: [\"城东所\"], kind: branch"));
    assert_eq!(editor.codes("plan.ron"), Vec::<String>::new());
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn templates_playbooks_logs_and_rosters_are_known() {
    let plan = BASE.replace(
        "streams: {",
        "templates: { \"单\": (ask: { \"地点\": text }, tasks: {
            \"布展\": (owner: \"检测所\", due: \"D\", place: \"{地点}\"),
        }) },
        rosters: { \"值守\": (window: \"D 08:00..18:00\", units: [\"所\"], needs: { staff: 1 }) },
        playbooks: { \"曝光\": (start: [rule(\"布展总 overdue\")], tasks: { \"布展\": (owner: \"检测所\", due: \"T+1d\") }) },
        streams: { \"启动\": (use: \"单\", with: { \"地点\": \"广场\" }, tasks: {
            \"布展总\": (owner: \"检测所\", due: \"D\", needs: [\"启动·布展\"], log: { \"企业\": text }),
        }),",
    );
    let mut editor = Editor::start(
        &[("plan.ron", &plan), ("tasks.ron", TASKS), ("cn.ron", CALENDAR)],
        &[],
        "zh-CN",
    );
    editor.open("plan.ron");
    editor.codes("plan.ron");
    let rename = |editor: &mut Editor, needle: &str, into: usize, new: &str| {
        let mut params = editor.here("plan.ron", needle, into);
        params["newName"] = json!(new);
        let answer = editor.ask("textDocument/rename", params);
        editor.apply(&answer["result"]);
        editor.texts["plan.ron"].1.clone()
    };
    // The template's task goes with who takes it over, and the playbook's of the same name stays.
    let text = rename(&mut editor, "\"布展\": (owner: \"检测所\", due: \"D\"", 1, "搭台");
    assert_eq!((text.matches("搭台").count(), text.matches("\"布展\"").count()), (2, 1), "{text}");
    assert!(text.contains("needs: [\"启动·搭台\"]"), "{text}");
    let text = rename(&mut editor, "\"启动\": (use", 1, "开幕");
    assert!(text.contains("needs: [\"开幕·搭台\"]"), "{text}");
    let text = rename(&mut editor, "{地点}", 1, "场地");
    assert_eq!(text.matches("场地").count(), 3, "{text}");
    let text = rename(&mut editor, "布展总 overdue", 0, "验收");
    assert_eq!(text.matches("验收").count(), 2, "{text}");
    let here = editor.here("plan.ron", "use: \"单", "use: \"".len());
    assert_eq!(labels(&editor.ask("textDocument/completion", here.clone())), ["单"]);
    let told = editor.ask("textDocument/hover", here)["result"]["contents"]["value"].to_string();
    assert!(told.contains("模板") && told.contains("ask: {"), "{told}");
    let here = editor.here("plan.ron", "{场地}", 1);
    assert!(labels(&editor.ask("textDocument/completion", here)).contains(&"场地".into()));
    let here = editor.here("plan.ron", "needs: { staff", "needs: { ".len());
    assert!(labels(&editor.ask("textDocument/completion", here)).contains(&"staff".into()));
    let symbols = editor.ask("workspace/symbol", json!({ "query": "值守" }));
    assert_eq!(symbols["result"][0]["containerName"], "值班表");
    assert_eq!(editor.leave(), Some(0));
}

/// The files of two plans that share some, by name.
fn shared() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("workflows");
    let mut names = vec!["library.ron".to_owned(), "calendars/cn.ron".to_owned()];
    for file in std::fs::read_dir(root.join("lib")).unwrap() {
        names.push(format!("lib/{}", file.unwrap().file_name().into_string().unwrap()));
    }
    let read = |name: String| {
        let text = std::fs::read_to_string(root.join(&name)).unwrap();
        (name, text)
    };
    let mut all: Vec<(String, String)> = names.into_iter().map(read).collect();
    let second = all[0].1.replacen("id: \"", "id: \"second-", 1);
    all.push(("second.ron".to_owned(), second));
    all
}

#[test]
fn whatever_is_renamed_every_plan_of_the_file_checks_as_before() {
    let files = shared();
    let given: Vec<(&str, &str)> = files.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    let mut editor = Editor::start(&given, &[], "zh-CN");
    let root = editor.folder.path().to_owned();
    // What comes of it is looked at elsewhere: the editor's own files stay as they are.
    let copies = tempfile::tempdir().unwrap();
    let folder = copies.path();
    let put = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    given.iter().for_each(|(name, text)| put(name, text));
    let check = |plan: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wallchart"));
        command.args(["check", plan, "--json"]).env("WALLCHART_CONFIG", "").current_dir(folder);
        let told: Value = serde_json::from_slice(&command.output().unwrap().stdout).unwrap();
        let codes = told["diagnostics"].as_array().unwrap().iter();
        codes.map(|d| d["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let before = ["library.ron", "second.ron"].map(check);
    assert!(before.iter().flatten().all(|code| code.starts_with('W')), "{before:?}");
    let mut renamed = 0;
    for (name, text) in given.iter().filter(|(name, _)| *name != "calendars/cn.ron") {
        if *name == "second.ron" {
            continue;
        }
        editor.open(name);
        let uri = editor.uri(name);
        let params = json!({ "textDocument": { "uri": uri } });
        let outline = editor.ask("textDocument/documentSymbol", params)["result"].clone();
        let mut open: Vec<Value> = outline.as_array().unwrap().clone();
        while let Some(symbol) = open.pop() {
            open.extend(symbol["children"].as_array().unwrap().iter().cloned());
            let place = byte(text, &symbol["selectionRange"]["start"]);
            let mut params = json!({ "textDocument": { "uri": uri }, "position": at(text, place) });
            let was = symbol["name"].as_str().unwrap();
            params["newName"] = json!(format!("改{was}"));
            let answer = editor.ask("textDocument/rename", params);
            // Templates of names are several things at once, and are refused.
            let Some(changes) = answer["result"]["changes"].as_object() else {
                assert!(was.contains('{') || answer["error"].is_object(), "{was}: {answer}");
                continue;
            };
            renamed += 1;
            for (uri, edits) in changes {
                let file = uri.rsplit_once(root.file_name().unwrap().to_str().unwrap()).unwrap().1;
                let path = folder.join(&file[1..]);
                let mut text = std::fs::read_to_string(&path).unwrap();
                let place = |e: &Value, end: &str| byte(&text, &e["range"][end]);
                let mut all: Vec<_> = edits
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|e| (place(e, "start"), place(e, "end"), e["newText"].as_str().unwrap()))
                    .collect();
                all.sort_unstable();
                for (start, end, put) in all.into_iter().rev() {
                    text.replace_range(start..end, put);
                }
                put(&file[1..], &text);
            }
            let after = ["library.ron", "second.ron"].map(check);
            assert_eq!(after, before, "{name}: {was}");
            given.iter().for_each(|(name, text)| put(name, text));
        }
    }
    assert!(renamed > 40, "{renamed}");
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn a_document_is_laid_out_as_fmt_does_it() {
    let untidy = TASKS.replace("    ", " ").replace(", due", " ,  due");
    let mut editor = Editor::start(&[("plan.ron", BASE), ("tasks.ron", &untidy)], &[], "zh-CN");
    editor.open("tasks.ron");
    let params = json!({ "textDocument": { "uri": editor.uri("tasks.ron") }, "options": { "tabSize": 4, "insertSpaces": true } });
    let answer = editor.ask("textDocument/formatting", params.clone());
    let uri = editor.uri("tasks.ron");
    editor.apply(&json!({ "changes": { uri: answer["result"] } }));
    assert_eq!(Ok(editor.texts["tasks.ron"].1.clone()), wallchart_plan::format(&untidy));
    assert_eq!(editor.ask("textDocument/formatting", params.clone())["result"], json!([]));
    editor.edit("tasks.ron", "owner: \"检测所\"", "owner: \"检测所");
    assert!(editor.ask("textDocument/formatting", params)["error"]["message"].is_string());
}

#[test]
fn settings_are_printed_as_the_page_has_them() {
    let page = std::fs::read_to_string(crate::plans::repository().join("docs/lsp.md")).unwrap();
    for editor in ["vscode", "helix", "neovim"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wallchart"));
        let output = command.args(["lsp", "--setup", editor]).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains("wallchart") && page.contains(&text), "{editor}: {text}");
    }
}

#[test]
fn nothing_that_is_sent_brings_it_down() {
    let mut editor = Editor::start(&files(), &["--lang", "en"], "");
    editor.raw(b"Content-Length: 5\r\n\r\n{oops");
    assert_eq!(editor.read()["error"]["code"], -32700);
    assert_eq!(editor.ask("no/such", json!({}))["error"]["code"], -32601);
    assert_eq!(editor.ask("textDocument/hover", json!([1]))["error"]["code"], -32602);
    assert_eq!(editor.ask("initialize", json!({ "capabilities": {} }))["error"]["code"], -32600);
    editor.tell("textDocument/didChange", json!({ "nonsense": true }));
    editor.tell("$/cancelRequest", json!({ "id": 999 }));
    let nowhere = json!({ "textDocument": { "uri": "file:///no/such.ron" }, "position": { "line": 0, "character": 0 } });
    assert_eq!(editor.ask("textDocument/hover", nowhere)["error"]["code"], -32602);
    // Files of other programs are none of its business; a file that was never saved is.
    for (uri, text) in
        [("file:///x/config.ron", "Config(a: 1)"), ("untitled:Untitled-1", "Campaign(id: \"x\"")]
    {
        let document = json!({ "uri": uri, "languageId": "ron", "version": 1, "text": text });
        editor.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }
    let told = loop {
        let message = editor.read();
        if message["method"] == "textDocument/publishDiagnostics" {
            break message["params"].clone();
        }
    };
    assert_eq!(told["uri"], "untitled:Untitled-1");
    assert!(!told["diagnostics"].as_array().unwrap().is_empty());
    // Changes that lie outside, the wrong way round, inside characters.
    editor.open("tasks.ron");
    let uri = editor.uri("tasks.ron");
    for (n, (from, to)) in
        [((0, 999), (9999, 0)), ((5, 5), (1, 1)), ((2, 19), (2, 20))].into_iter().enumerate()
    {
        let place = |(line, character): (u32, u32)| json!({ "line": line, "character": character });
        let change =
            json!([{ "range": { "start": place(from), "end": place(to) }, "text": "😀\"{[(" }]);
        editor.tell(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": uri, "version": n + 2 }, "contentChanges": change }),
        );
        for method in ["hover", "completion", "definition", "documentHighlight", "prepareRename"] {
            let at = json!({ "textDocument": { "uri": uri }, "position": place((n as u32, 7)) });
            assert!(editor.ask(&format!("textDocument/{method}"), at).get("error").is_none());
        }
    }
    // A huge file, all in one line.
    let huge = format!("Campaign(units: {{ {} }})", "\"a\": (kind: office), ".repeat(50_000));
    let document =
        json!({ "uri": editor.uri("huge.ron"), "languageId": "ron", "version": 7, "text": huge });
    editor.tell("textDocument/didOpen", json!({ "textDocument": document }));
    while editor.told.get("huge.ron").is_none_or(|t| t["version"] != 7) {
        editor.read();
    }
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn a_client_that_goes_without_a_word_shows_as_a_failure() {
    let mut editor = Editor::start(&files(), &[], "zh-CN");
    editor.tell("exit", Value::Null);
    assert_eq!(editor.program.wait().unwrap().code(), Some(1));
    let mut early = Command::new(env!("CARGO_BIN_EXE_wallchart"));
    let early = early.arg("lsp").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    assert_eq!(early.status().unwrap().code(), Some(1));
    assert!(Path::new(env!("CARGO_BIN_EXE_wallchart")).exists());
}

/// A plan's root is its own folder in an editor as well, whichever folder is worked in.
#[test]
fn what_lies_outside_the_plans_own_folder_is_not_read() {
    let plan = BASE.replace("tasks.ron", "../tasks.ron").replace("\"cn.ron\"", "\"../cn.ron\"");
    assert_ne!(plan, BASE);
    let files = [("own/plan.ron", &*plan), ("tasks.ron", TASKS), ("cn.ron", CALENDAR)];
    let mut editor = Editor::start(&files, &[], "zh-CN");
    editor.open("own/plan.ron");
    editor.wait("plan.ron", "E071");
    assert_eq!(editor.leave(), Some(0));
}
