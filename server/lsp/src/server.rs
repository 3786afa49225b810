//! The state of the server, and who answers what.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;

use gen_lsp_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    InitializeParams, TextDocumentContentChangeEvent, TextDocumentPositionParams, Uri,
    WorkspaceFolders,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use wallchart_plan::symbols::Kind;
use wallchart_words::{Lang, ids, t};

use crate::Options;
use crate::checker::{Checked, Job, Sound, Work};
use crate::files::{Files, Open, Seen, search};
use crate::project::{Project, Root, roots};
use crate::text::{Encoding, Text};
use crate::uri::path_of;
use crate::wire::{self, Refusal};
use crate::{actions, completion, diagnostics, hover, navigate, rename, symbols};

/// What an answer is, or why there is none.
pub(crate) type Answer = Result<Value, Refusal>;

/// How far the talk has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Early,
    Running,
    Left,
}

/// The state of the server.
pub(crate) struct Server {
    options: Options,
    output: Box<dyn Write>,
    work: Sender<Work>,
    stage: Stage,
    /// The language of its words.
    pub(crate) lang: Lang,
    /// What columns are counted in.
    pub(crate) encoding: Encoding,
    /// Whether the client can walk through the gaps of what is put in.
    pub(crate) has_snippets: bool,
    /// The files that are known.
    pub(crate) files: Files,
    /// To which plans each file belongs.
    roots: BTreeMap<PathBuf, Vec<Root>>,
    /// Documents whose plans are to be checked again.
    dirty: BTreeSet<PathBuf>,
    /// Whether files came or went since.
    has_moved: bool,
    /// The last check of each plan.
    pub(crate) checked: BTreeMap<Root, Checked>,
    /// The last state without mistakes of each plan, and whether it is the last there was.
    sound: BTreeMap<Root, (Arc<Sound>, bool)>,
    /// The files that each document names.
    named: BTreeMap<PathBuf, Vec<String>>,
    /// What the client was told of each file.
    said: BTreeMap<PathBuf, (Option<i32>, Vec<Value>)>,
    /// What was renamed in this session: kind, former name, name.
    pub(crate) renamed: Vec<(Kind, String, String)>,
}

/// A place in a document, and the plan that it belongs to.
pub(crate) struct Place {
    /// The document.
    pub(crate) path: PathBuf,
    /// What it says.
    pub(crate) seen: Arc<Seen>,
    /// The byte.
    pub(crate) offset: usize,
    /// The plan.
    pub(crate) root: Root,
    /// Its names.
    pub(crate) project: Project,
    /// The document's index in the project.
    pub(crate) file: usize,
}

impl Server {
    /// A server that nobody has spoken to yet.
    pub(crate) fn new(options: Options, output: Box<dyn Write>, work: Sender<Work>) -> Server {
        Server {
            options,
            output,
            work,
            stage: Stage::Early,
            lang: options.lang.unwrap_or_default(),
            encoding: Encoding::default(),
            has_snippets: false,
            files: Files::default(),
            roots: BTreeMap::new(),
            dirty: BTreeSet::new(),
            has_moved: false,
            checked: BTreeMap::new(),
            sound: BTreeMap::new(),
            named: BTreeMap::new(),
            said: BTreeMap::new(),
            renamed: Vec::new(),
        }
    }

    /// Whether the client has said that it goes.
    pub(crate) fn has_left(&self) -> bool {
        self.stage == Stage::Left
    }

    /// Says that what came was no message.
    pub(crate) fn garbled(&mut self) -> std::io::Result<()> {
        let refusal = Refusal::new(Refusal::GARBLED, t!(self.lang, ids::LSP_GARBLED));
        wire::write(&mut *self.output, &wire::answer(&Value::Null, Err(refusal)))
    }

    /// Answers a request.
    pub(crate) fn request(
        &mut self,
        id: &Value,
        method: &str,
        params: Value,
        is_wanted: bool,
    ) -> std::io::Result<()> {
        let answer = match self.stage {
            _ if !is_wanted => {
                Err(Refusal::new(Refusal::CANCELLED, t!(self.lang, ids::LSP_CANCELLED)))
            }
            Stage::Early if method == "initialize" => self.initialize(params),
            Stage::Early => Err(Refusal::new(Refusal::EARLY, t!(self.lang, ids::LSP_EARLY))),
            Stage::Left => Err(Refusal::new(Refusal::INVALID, t!(self.lang, ids::LSP_LEFT))),
            Stage::Running => self.answer(method, params),
        };
        wire::write(&mut *self.output, &wire::answer(id, answer))
    }

    fn answer(&mut self, method: &str, params: Value) -> Answer {
        match method {
            "shutdown" => {
                self.stage = Stage::Left;
                Ok(Value::Null)
            }
            "textDocument/completion" => completion::completion(self, &parse(params)?),
            "textDocument/hover" => hover::hover(self, &parse(params)?),
            "textDocument/definition" => navigate::definition(self, &parse(params)?),
            "textDocument/references" => navigate::references(self, parse(params)?),
            "textDocument/documentHighlight" => navigate::highlights(self, &parse(params)?),
            "textDocument/documentSymbol" => symbols::outline(self, &parse(params)?),
            "textDocument/foldingRange" => symbols::folds(self, &parse(params)?),
            "workspace/symbol" => symbols::search(self, &parse(params)?),
            "textDocument/prepareRename" => rename::prepare(self, &parse(params)?),
            "textDocument/rename" => rename::rename(self, parse(params)?),
            "textDocument/formatting" => actions::format(self, &parse(params)?),
            "textDocument/codeAction" => actions::actions(self, parse(params)?),
            "initialize" => Err(Refusal::new(Refusal::INVALID, t!(self.lang, ids::LSP_TWICE))),
            other => {
                let words = t!(self.lang, ids::LSP_UNKNOWN, method = other);
                Err(Refusal::new(Refusal::UNKNOWN, words))
            }
        }
    }

    fn initialize(&mut self, params: Value) -> Answer {
        let asked = params.pointer("/initializationOptions/lang").and_then(Value::as_str);
        let asked = asked.and_then(|lang| lang.parse().ok());
        let root = params.pointer("/rootUri").and_then(Value::as_str).map(Uri::from);
        let params: InitializeParams = parse(params)?;
        self.stage = Stage::Running;
        let locale = params.locale.as_deref().and_then(Lang::from_locale);
        self.lang = asked.or(self.options.lang).or(locale).unwrap_or(self.lang);
        let capabilities = serde_json::to_value(&params.capabilities).unwrap_or_default();
        let offered = capabilities.pointer("/general/positionEncodings");
        let offers = |name: &str| {
            offered.and_then(Value::as_array).is_some_and(|all| all.iter().any(|e| e == name))
        };
        self.encoding = if offers("utf-8") { Encoding::Utf8 } else { Encoding::Utf16 };
        let snippets = "/textDocument/completion/completionItem/snippetSupport";
        self.has_snippets = capabilities.pointer(snippets) == Some(&Value::Bool(true));
        let mut folders: Vec<Uri> =
            match params.workspace_folders_initialize_params.workspace_folders {
                Some(WorkspaceFolders::WorkspaceFolderList(all)) => {
                    all.into_iter().map(|f| f.uri).collect()
                }
                _ => Vec::new(),
            };
        if folders.is_empty() {
            folders.extend(root);
        }
        self.files.folders = folders.iter().map(path_of).collect();
        self.search();
        Ok(json!({
            "capabilities": self.capabilities(),
            "serverInfo": { "name": "wallchart", "version": env!("CARGO_PKG_VERSION") },
        }))
    }

    fn capabilities(&self) -> Value {
        let encoding = if self.encoding == Encoding::Utf8 { "utf-8" } else { "utf-16" };
        json!({
            "positionEncoding": encoding,
            "textDocumentSync": { "openClose": true, "change": 2, "save": {} },
            "completionProvider": { "triggerCharacters": ["\"", "{", "@", " ", "(", "×", "|"] },
            "hoverProvider": true,
            "definitionProvider": true,
            "referencesProvider": true,
            "documentHighlightProvider": true,
            "documentSymbolProvider": true,
            "workspaceSymbolProvider": true,
            "foldingRangeProvider": true,
            "documentFormattingProvider": true,
            "renameProvider": { "prepareProvider": true },
            "codeActionProvider": {
                "codeActionKinds": ["quickfix", "refactor.rewrite", "source.fixAll"],
            },
            "workspace": { "workspaceFolders": { "supported": true, "changeNotifications": true } },
        })
    }

    /// Looks for plan files in the folders that are worked in.
    fn search(&mut self) {
        let mut found: Vec<PathBuf> = Vec::new();
        for folder in &self.files.folders {
            found.extend(search(folder, true));
        }
        self.files.set_found(found);
        self.roots.clear();
    }

    /// Takes in what the client tells. What can't be read is passed over: nobody waits for an answer.
    pub(crate) fn notice(&mut self, method: &str, params: Value) {
        if self.stage != Stage::Running {
            return;
        }
        match method {
            "textDocument/didOpen" => parse(params).map(|p| self.opened(p)).unwrap_or_default(),
            "textDocument/didChange" => parse(params).map(|p| self.changed(p)).unwrap_or_default(),
            "textDocument/didClose" => parse(params).map(|p| self.closed(&p)).unwrap_or_default(),
            "workspace/didChangeConfiguration" => {
                let lang = params.pointer("/settings/wallchart/lang").and_then(Value::as_str);
                if let Some(lang) = lang.and_then(|lang| lang.parse().ok()) {
                    self.lang = lang;
                    self.all_again();
                }
            }
            "workspace/didChangeWorkspaceFolders" => {
                let uris = |key: &str| -> Vec<PathBuf> {
                    let all = params.pointer(key).and_then(Value::as_array).into_iter().flatten();
                    let uris = all.filter_map(|f| f.get("uri")?.as_str());
                    uris.map(|uri| path_of(&Uri(uri.to_owned()))).collect()
                };
                let gone = uris("/event/removed");
                self.files.folders.retain(|f| !gone.contains(f));
                self.files.folders.extend(uris("/event/added"));
                self.search();
                self.all_again();
            }
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" => {
                self.search();
                self.all_again();
            }
            _ => {}
        }
    }

    fn all_again(&mut self) {
        self.roots.clear();
        self.has_moved = true;
        self.dirty = self.files.open.keys().cloned().collect();
    }

    fn opened(&mut self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        let path = path_of(&document.uri);
        // Outside of all folders the plans beside it may be those that it belongs to.
        if !self.files.folders.iter().any(|f| path.starts_with(f)) {
            let beside = path.parent().map(|folder| search(folder, false)).unwrap_or_default();
            let mut found = self.files.found().to_vec();
            found.extend(beside);
            found.sort();
            found.dedup();
            self.files.set_found(found);
        }
        let text = Text::new(document.text);
        self.files.put(&path, Open { uri: document.uri, version: document.version, text });
        self.all_again();
    }

    fn changed(&mut self, params: DidChangeTextDocumentParams) {
        let path = path_of(&params.text_document.text_document_identifier.uri);
        let Some(open) = self.files.open.get(&path) else { return };
        let mut text = open.text.clone();
        for change in params.content_changes {
            text = match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    text.changed(text.bytes(part.range, self.encoding), &part.text)
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
                    Text::new(whole.text)
                }
            };
        }
        let uri = open.uri.clone();
        self.files.put(&path, Open { uri, version: params.text_document.version, text });
        self.dirty.insert(path);
    }

    fn closed(&mut self, params: &DidCloseTextDocumentParams) {
        self.files.close(&path_of(&params.text_document.uri));
        self.all_again();
    }

    /// The plans that a file belongs to. They hold until a file comes, goes, or names other files.
    pub(crate) fn roots_of(&mut self, path: &Path) -> Vec<Root> {
        if let Some(known) = self.roots.get(path) {
            return known.clone();
        }
        let roots = roots(&mut self.files, path);
        self.roots.insert(path.to_owned(), roots.clone());
        roots
    }

    /// Hands out what is to be checked, when nothing else is to be done.
    pub(crate) fn flush(&mut self) -> std::io::Result<()> {
        if self.dirty.is_empty() && !self.has_moved {
            return Ok(());
        }
        self.has_moved = false;
        let dirty = std::mem::take(&mut self.dirty);
        // What they belonged to is checked while their names are read here, which takes about as long.
        let known: BTreeSet<Root> =
            dirty.iter().filter_map(|path| self.roots.get(path)).flatten().cloned().collect();
        for root in &known {
            self.hand_out(root.clone());
        }
        if dirty.iter().any(|path| self.names_other_files(path)) {
            self.roots.clear();
        }
        let mut all = BTreeSet::new();
        for path in dirty {
            if self.files.see(&path).is_some_and(|seen| seen.is_plan()) {
                all.extend(self.roots_of(&path));
            }
        }
        for root in all.difference(&known) {
            self.hand_out(root.clone());
        }
        self.forget()
    }

    /// Whether a file names others than when its plans were last checked.
    fn names_other_files(&mut self, path: &Path) -> bool {
        let Some(seen) = self.files.see(path) else { return true };
        let now: Vec<String> = seen.named_files().map(str::to_owned).collect();
        let known = self.named.get(path);
        let differs = known != Some(&now);
        self.named.insert(path.to_owned(), now);
        differs
    }

    fn hand_out(&mut self, root: Root) {
        let inside = |(path, open): (&PathBuf, &Open)| {
            let name = path.strip_prefix(&root.folder).ok()?;
            let parts: Option<Vec<&str>> =
                name.components().map(|c| c.as_os_str().to_str()).collect();
            Some((parts?.join("/"), (open.version, open.text.clone())))
        };
        let open = self.files.open.iter().filter_map(inside).collect();
        let job = Job { root, open, now: (self.options.now)(), lang: self.lang };
        // Without a checker the server still answers.
        let _ = self.work.send(Work::Check(job));
    }

    /// Drops what is known of plans of which no file is open any more, and says so.
    fn forget(&mut self) -> std::io::Result<()> {
        let open: Vec<PathBuf> = self.files.open.keys().cloned().collect();
        let mut wanted: BTreeSet<Root> = BTreeSet::new();
        for path in open {
            wanted.extend(self.roots_of(&path));
        }
        let before = self.checked.len();
        self.checked.retain(|root, _| wanted.contains(root));
        self.sound.retain(|root, _| wanted.contains(root));
        if self.checked.len() < before { self.publish() } else { Ok(()) }
    }

    /// Takes in a check, and tells the client what was found.
    pub(crate) fn checked(&mut self, done: Checked) -> std::io::Result<()> {
        let mut outdated = None;
        match &done.sound {
            Some(sound) => {
                outdated = self.sound.insert(done.root.clone(), (sound.clone(), true));
            }
            None => {
                if let Some((_, is_now)) = self.sound.get_mut(&done.root) {
                    *is_now = false;
                }
            }
        }
        let before = self.checked.insert(done.root.clone(), done);
        self.publish()?;
        // Without a checker they go here.
        let _ = self.work.send(Work::GiveUp(before, outdated.map(|(sound, _)| sound)));
        Ok(())
    }

    /// Tells what was found in every file of which there is something new to tell.
    fn publish(&mut self) -> std::io::Result<()> {
        let mut told = diagnostics::by_file(self);
        let gone: Vec<PathBuf> =
            self.said.keys().filter(|p| !told.contains_key(*p)).cloned().collect();
        for path in gone {
            told.insert(path, (None, Vec::new()));
        }
        for (path, (version, list)) in told {
            let is_new = self.said.get(&path) != Some(&(version, list.clone()));
            if is_new {
                let uri = self.files.uri(&path);
                let mut params = json!({ "uri": uri, "diagnostics": list });
                if let (Some(version), Some(params)) = (version, params.as_object_mut()) {
                    params.insert("version".into(), version.into());
                }
                let message = wire::notification("textDocument/publishDiagnostics", params);
                wire::write(&mut *self.output, &message)?;
            }
            self.said.insert(path, (version, list));
        }
        self.said.retain(|path, (_, list)| !list.is_empty() || self.files.open.contains_key(path));
        Ok(())
    }

    /// The last state without mistakes of a plan, and whether its text says that still.
    pub(crate) fn sound(&self, root: &Root) -> Option<(&Arc<Sound>, bool)> {
        self.sound.get(root).map(|(sound, is_now)| (sound, *is_now))
    }

    /// The document at a URI and the plan that it belongs to.
    pub(crate) fn document(&mut self, uri: &Uri) -> Result<Place, Refusal> {
        let path = path_of(uri);
        let unknown = || Refusal::new(Refusal::PARAMS, t!(self.lang, ids::LSP_NOT_OPEN));
        let seen = self.files.see(&path).ok_or_else(unknown)?;
        let root = self.roots_of(&path).into_iter().next();
        let root =
            root.ok_or_else(|| Refusal::new(Refusal::PARAMS, t!(self.lang, ids::LSP_NOT_OPEN)))?;
        let project = Project::of(&mut self.files, &root);
        // A file that can't be reached from its root any more stands for itself.
        let (root, project, file) = match project.index(&path) {
            Some(file) => (root, project, file),
            None => {
                let alone = Root {
                    plan: path.file_name().and_then(|n| n.to_str()).unwrap_or_default().to_owned(),
                    folder: path.parent().unwrap_or(Path::new("/")).to_owned(),
                };
                let project = Project::of(&mut self.files, &alone);
                (alone, project, 0)
            }
        };
        Ok(Place { path, seen, offset: 0, root, project, file })
    }

    /// The place that a request is about.
    pub(crate) fn place(&mut self, params: &TextDocumentPositionParams) -> Result<Place, Refusal> {
        let mut place = self.document(&params.text_document.uri)?;
        place.offset = place.seen.text.offset(params.position, self.encoding);
        Ok(place)
    }
}

/// The params of a method.
fn parse<T: DeserializeOwned>(params: Value) -> Result<T, Refusal> {
    serde_json::from_value(params).map_err(|e| Refusal::new(Refusal::PARAMS, e.to_string()))
}
