//! The filter language that CLI and dashboard share: `who:城东所 state:issued late -stream:三 通知`.
//!
//! Words are separated by spaces and all must hold; `-` before a word negates it; `a,b` after a key
//! means either; quotation marks keep spaces together. Keys and values are understood in English and
//! Chinese, whatever language the face speaks.

use std::fmt;

use wallchart_plan::Expanded;
use wallchart_plan::expanded::Unit;
use wallchart_plan::ids::TaskNo;
use wallchart_words::{Lang, ids, t};

use super::view::{Seen, View};
use crate::lights::{Light, Phase};
use crate::state::TaskState;

/// Gives other spellings of a text, such as its pinyin initials. Faces bring their own.
pub type Spellings<'a> = &'a dyn Fn(&str) -> Vec<String>;

/// Whether one of a text's other spellings begins with what is typed, in lower case. It is asked about every
/// text of every task at every key, so it had better not spell them out.
pub type SpeltAs<'a> = &'a dyn Fn(&str, &str) -> bool;

/// No other spellings.
pub fn as_written(_: &str, _: &str) -> bool {
    false
}

/// A filter: every term must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    terms: Vec<Term>,
}

/// One word of a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Whether it must not hold.
    pub negated: bool,
    /// What it tests.
    pub test: Test,
}

/// What a term tests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// Something that is so or not.
    Flag(Flag),
    /// A stored state.
    State(Vec<TaskState>),
    /// A light.
    Light(Vec<Light>),
    /// A field contains one of the texts.
    Field(Field, Vec<String>),
    /// Number, path, title or lead unit contain one of the texts: what was typed, then what it is called now.
    Text(Vec<String>),
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident: $first:literal $(| $other:literal)*;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl $name {
            /// All of them.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// Its English word.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $first),* }
            }

            /// Its word in a language.
            pub fn word_in(self, lang: Lang) -> &'static str {
                let words: &[&'static str] = match self { $($name::$variant => &[$first $(, $other)*]),* };
                let own = words.iter().find(|w| lang == Lang::Zh && !w.is_ascii());
                own.copied().unwrap_or(self.word())
            }

            /// Reads any of its words.
            pub fn parse(text: &str) -> Option<$name> {
                match text { $($first $(| $other)* => Some($name::$variant),)* _ => None }
            }
        }
    };
}

words! {
    /// Something that a task is or isn't.
    Flag {
        /// Overdue.
        Late: "late" | "overdue" | "超期" | "逾期";
        /// Due soon.
        Soon: "soon" | "临期";
        /// Behind schedule.
        Behind: "behind" | "滞后";
        /// Blocked, or a problem reported.
        Blocked: "blocked" | "受阻";
        /// On the critical path.
        Critical: "critical" | "crit" | "关键";
        /// A milestone.
        Milestone: "milestone" | "里程碑";
        /// May begin and has not.
        Ready: "ready" | "可办";
        /// Waits for others.
        Waiting: "waiting" | "待前置";
        /// Not settled.
        Open: "open" | "未办结";
        /// Completed, closed or skipped.
        Done: "done" | "办结";
        /// An extension request waits.
        Asked: "asked" | "申请延期";
        /// Not acknowledged in time.
        Unacked: "unacked" | "逾期未签收";
    }
}

words! {
    /// A field that a term looks into.
    Field {
        /// Lead or supporting unit, proxy or leader.
        Who: "who" | "单位" | "谁";
        /// Workstream.
        Stream: "stream" | "板块";
        /// The task of the plan, or its path.
        Task: "task" | "任务";
        /// Kind of activity, in its plan word.
        Kind: "kind" | "类别";
        /// Tag.
        Tag: "tag" | "标签";
        /// Place.
        Place: "place" | "地点";
        /// Objective.
        Objective: "objective" | "目标";
    }
}

/// Keys whose values come from a list.
const KEYS: &[(&str, &str)] = &[("state", "状态"), ("light", "灯"), ("is", "是")];

/// The word of the language.
fn pick<'a>(lang: Lang, en: &'a str, zh: &'a str) -> &'a str {
    if lang == Lang::Zh { zh } else { en }
}

/// States with the words for them.
const STATES: &[(&str, &str, TaskState)] = &[
    ("draft", "待下达", TaskState::Draft),
    ("issued", "待签收", TaskState::Issued),
    ("in_progress", "办理中", TaskState::InProgress),
    ("submitted", "待审核", TaskState::Submitted),
    ("returned", "已退回", TaskState::Returned),
    ("completed", "已办结", TaskState::Completed),
    ("closed", "已销号", TaskState::Closed),
    ("suspended", "已中止", TaskState::Suspended),
    ("cancelled", "已撤销", TaskState::Cancelled),
    ("skipped", "免办", TaskState::Skipped),
    ("failed", "失败", TaskState::Failed),
];

/// Lights with the words for them.
const LIGHTS: &[(&str, &str, Light)] = &[
    ("done", "办结", Light::Done),
    ("grey", "灰", Light::Grey),
    ("green", "绿", Light::Green),
    ("blue", "蓝", Light::Blue),
    ("yellow", "黄", Light::Yellow),
    ("red", "红", Light::Red),
];

/// A filter that can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FilterError {
    /// No such key.
    #[error("unknown filter key {key}")]
    UnknownKey {
        /// As written.
        key: String,
    },
    /// A key with values of its own doesn't know this one.
    #[error("{key} has no value {value}")]
    UnknownValue {
        /// The key.
        key: String,
        /// As written.
        value: String,
    },
    /// A quotation mark without its other half.
    #[error("a quotation mark is not closed")]
    Unclosed,
}

impl FilterError {
    /// The message for people.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            FilterError::UnknownKey { key } => {
                let known = Filter::keys(lang);
                t!(lang, ids::VIEWS_FILTER_UNKNOWN_KEY, key = key, known = known.join(" "))
            }
            FilterError::UnknownValue { key, value } => {
                let known = Filter::values(lang, key).join(" ");
                let of = KEYS.iter().find(|(en, _)| en == key);
                let key = of.map_or(key.as_str(), |(en, zh)| pick(lang, en, zh));
                t!(lang, ids::VIEWS_FILTER_UNKNOWN_VALUE, key = key, value = value, known = known)
            }
            FilterError::Unclosed => t!(lang, ids::VIEWS_FILTER_UNCLOSED),
        }
    }
}

impl Filter {
    /// A filter of these terms.
    pub fn new(terms: Vec<Term>) -> Filter {
        Filter { terms }
    }

    /// The keys that may stand before a colon.
    pub fn keys(lang: Lang) -> Vec<&'static str> {
        let listed = KEYS.iter().map(|(en, zh)| pick(lang, en, zh));
        listed.chain(Field::ALL.iter().map(|f| f.word_in(lang))).collect()
    }

    /// The values of a key whose values come from a list, in whichever language the key is; of any other
    /// the words that stand alone.
    pub fn values(lang: Lang, key: &str) -> Vec<&'static str> {
        match key {
            "light" | "灯" => LIGHTS.iter().map(|(en, zh, _)| pick(lang, en, zh)).collect(),
            "state" | "状态" => STATES.iter().map(|(en, zh, _)| pick(lang, en, zh)).collect(),
            _ => Flag::ALL.iter().map(|f| f.word_in(lang)).collect(),
        }
    }

    /// Its terms.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Whether it lets everything through.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Reads a filter.
    ///
    /// # Errors
    /// Says which key or value is unknown, or that a quotation mark isn't closed.
    pub fn parse(text: &str) -> Result<Filter, FilterError> {
        words_of(text)?.into_iter().map(term).collect::<Result<_, _>>().map(Filter::new)
    }

    /// The filter as it is meant in that plan: the former name of a unit stands for the one it has now, too.
    pub fn in_plan(mut self, plan: &Expanded) -> Filter {
        for term in &mut self.terms {
            let (Test::Field(Field::Who, texts) | Test::Text(texts)) = &mut term.test else {
                continue;
            };
            let is_former = |unit: &&Unit| unit.aka.iter().any(|name| texts.contains(name));
            let now: Vec<String> =
                plan.units.iter().filter(is_former).map(|unit| unit.id.to_string()).collect();
            texts.extend(now);
        }
        self
    }

    /// Whether a task passes.
    pub fn matches(&self, seen: &Seen<'_>, spelt_as: SpeltAs<'_>) -> bool {
        self.terms.iter().all(|t| t.test.holds(seen, spelt_as) != t.negated)
    }

    /// Positions of the tasks that pass, in written order.
    pub fn select(&self, view: &View, spelt_as: SpeltAs<'_>) -> Vec<usize> {
        view.iter().filter(|s| self.matches(s, spelt_as)).map(|s| s.position).collect()
    }
}

/// A word as written: its text, and where an unquoted colon separates a key from a value.
struct Word {
    negated: bool,
    key: Option<String>,
    value: String,
    quoted: bool,
}

fn words_of(text: &str) -> Result<Vec<Word>, FilterError> {
    let mut words = Vec::new();
    let mut chars = text.chars().peekable();
    loop {
        while chars.next_if(|c| c.is_whitespace()).is_some() {}
        if chars.peek().is_none() {
            return Ok(words);
        }
        let negated = chars.next_if(|c| matches!(c, '-' | '!')).is_some();
        let mut word = Word { negated, key: None, value: String::new(), quoted: false };
        let mut open = false;
        while let Some(c) = chars.next_if(|c| open || !c.is_whitespace()) {
            match c {
                '"' | '“' | '”' => {
                    open = !open;
                    word.quoted = true;
                }
                ':' | '：' if !open && !word.quoted && word.key.is_none() => {
                    word.key = Some(std::mem::take(&mut word.value));
                }
                c => word.value.push(c),
            }
        }
        if open {
            return Err(FilterError::Unclosed);
        }
        if word.key.is_some() || !word.value.is_empty() {
            words.push(word);
        }
    }
}

fn term(word: Word) -> Result<Term, FilterError> {
    let Word { negated, key, value, quoted } = word;
    let test = match key {
        None => match Flag::parse(&value).filter(|_| !quoted) {
            Some(flag) => Test::Flag(flag),
            None => Test::Text(vec![value]),
        },
        Some(key) => keyed(&key, &value)?,
    };
    Ok(Term { negated, test })
}

fn keyed(key: &str, value: &str) -> Result<Test, FilterError> {
    let values = || value.split([',', '，', '|']).filter(|v| !v.is_empty());
    let unknown = |key: &str, value: &str| FilterError::UnknownValue {
        key: key.to_owned(),
        value: value.to_owned(),
    };
    Ok(match key {
        "state" | "状态" => Test::State(
            values()
                .map(|v| find(STATES, v).ok_or_else(|| unknown("state", v)))
                .collect::<Result<_, _>>()?,
        ),
        "light" | "灯" => Test::Light(
            values()
                .map(|v| find(LIGHTS, v).ok_or_else(|| unknown("light", v)))
                .collect::<Result<_, _>>()?,
        ),
        "is" | "是" => Test::Flag(Flag::parse(value).ok_or_else(|| unknown("is", value))?),
        _ => match Field::parse(key) {
            Some(field) => Test::Field(field, values().map(str::to_owned).collect()),
            None => return Err(FilterError::UnknownKey { key: key.to_owned() }),
        },
    })
}

/// The entry with that English or Chinese word; a Chinese one may leave out 灯, or the 已 of a state.
fn find<T: Copy>(table: &[(&str, &str, T)], word: &str) -> Option<T> {
    let short = word.strip_suffix('灯').unwrap_or(word);
    let fits = |zh: &str| zh == short || zh.strip_prefix('已') == Some(short);
    table.iter().find(|(en, zh, _)| *en == word || fits(zh)).map(|(.., value)| *value)
}

impl Test {
    /// Whether it holds of a task.
    pub fn holds(&self, seen: &Seen<'_>, spelt_as: SpeltAs<'_>) -> bool {
        match self {
            Test::Flag(flag) => flag.holds(seen),
            Test::State(states) => states.contains(&seen.record.state),
            Test::Light(lights) => lights.contains(&seen.standing.light),
            Test::Field(field, texts) => {
                texts.iter().any(|text| field.any(seen, &mut |s| contains(s, text, spelt_as)))
            }
            Test::Text(texts) => texts.iter().any(|text| {
                let task = seen.task;
                text.parse::<TaskNo>().is_ok_and(|n| n == task.number)
                    || [task.title.as_str(), task.path.as_str(), seen.record.owner.as_str()]
                        .into_iter()
                        .any(|s| contains(s, text, spelt_as))
            }),
        }
    }
}

impl Flag {
    fn holds(self, seen: &Seen<'_>) -> bool {
        let (standing, state) = (seen.standing, seen.record.state);
        match self {
            Flag::Late => standing.overdue,
            Flag::Soon => standing.due_soon,
            Flag::Behind => standing.behind,
            Flag::Blocked => standing.blocked_by.is_some() || standing.problem,
            Flag::Critical => seen.dates.critical,
            Flag::Milestone => seen.task.milestone,
            Flag::Ready => standing.phase == Phase::Ready,
            Flag::Waiting => standing.phase == Phase::Waiting,
            Flag::Open => !state.is_settled(),
            Flag::Done => state.is_done(),
            Flag::Asked => seen.record.request.is_some(),
            Flag::Unacked => standing.ack_overdue,
        }
    }
}

impl Field {
    /// Whether the test holds of any of the field's texts.
    fn any(self, seen: &Seen<'_>, test: &mut dyn FnMut(&str) -> bool) -> bool {
        let task = seen.task;
        match self {
            Field::Who => {
                test(seen.record.owner.as_str())
                    || task.support.iter().chain(&task.proxy).any(|u| test(u.as_str()))
                    || task.leader.as_ref().is_some_and(|p| test(p.as_str()))
            }
            Field::Stream => test(task.stream.as_str()),
            Field::Task => test(task.task.as_str()) || test(task.path.as_str()),
            Field::Kind => task.kind.is_some_and(|k| {
                // The plan's own word for the kind, which is what serde writes.
                let word = serde_json::to_value(k).ok();
                word.as_ref().and_then(|w| w.as_str()).is_some_and(&mut *test)
            }),
            Field::Tag => task.tags.iter().any(|t| test(t)),
            Field::Place => {
                task.place.as_deref().is_some_and(&mut *test)
                    || seen.record.answers.iter().any(|(f, v)| f == "place" && test(v))
            }
            Field::Objective => task.objective.as_ref().is_some_and(|o| test(o.as_str())),
        }
    }
}

/// Whether a text contains another, letters' case aside, or one of its spellings begins with it.
fn contains(text: &str, part: &str, spelt_as: SpeltAs<'_>) -> bool {
    if text.contains(part) {
        return true;
    }
    let lower = part.to_lowercase();
    // Most texts have no case, so that looking once was enough.
    let cased = lower != part || !text.chars().all(has_no_upper);
    (cased && text.to_lowercase().contains(&lower)) || (part.is_ascii() && spelt_as(text, &lower))
}

/// Whether a character is surely its own lower case: the ideographs and the plainest others.
fn has_no_upper(c: char) -> bool {
    matches!(c, '\u{0}'..='@' | '['..='~' | '\u{3400}'..='\u{9fff}')
}

impl fmt::Display for Filter {
    /// Writes the filter so that [`Filter::parse`] reads the same one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, term) in self.terms.iter().enumerate() {
            let space = if i == 0 { "" } else { " " };
            let minus = if term.negated { "-" } else { "" };
            write!(f, "{space}{minus}")?;
            match &term.test {
                Test::Flag(flag) => write!(f, "{}", flag.word())?,
                Test::State(states) => write!(f, "state:{}", join(STATES, states))?,
                Test::Light(lights) => write!(f, "light:{}", join(LIGHTS, lights))?,
                Test::Field(field, texts) => write!(f, "{}:\"{}\"", field.word(), texts.join(","))?,
                Test::Text(texts) => {
                    write!(f, "\"{}\"", texts.first().map_or("", String::as_str))?;
                }
            }
        }
        Ok(())
    }
}

fn join<T: Copy + PartialEq>(table: &[(&str, &str, T)], values: &[T]) -> String {
    let word = |v: &T| table.iter().find(|(.., x)| x == v).map_or("", |(en, ..)| en);
    values.iter().map(word).collect::<Vec<_>>().join(",")
}
