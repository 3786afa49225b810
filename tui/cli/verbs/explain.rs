//! `explain`: what a diagnostic's code means, with a wrong and a right example.

use serde_json::{Value, json};
use wallchart_plan::diagnostic::Code;
use wallchart_plan::explain::{Area, Example, Page, Part, PartKind, ROOT};
use wallchart_plan::render::Excerpts;
use wallchart_schedule::check_example;
use wallchart_words::{Lang, ids, t, wrap};

use crate::cli::columns;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::source::severity_word;

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Codes; all are listed if none is given.
    #[arg(value_name = "CODE")]
    codes: Vec<String>,
}

/// Text wider than this is hard to read, however wide the terminal is.
const CELLS_MAX: usize = 100;
/// How many codes are offered for one that there is not.
const NEAR_MAX: usize = 8;

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    if args.codes.is_empty() {
        return list(context);
    }
    let codes: Vec<_> = args.codes.iter().map(|text| find(text)).collect::<Result<_, _>>()?;
    if context.json {
        let told: Vec<Value> = codes.iter().map(|code| told(code, context.lang)).collect();
        return context.data(&told);
    }
    for (i, code) in codes.into_iter().enumerate() {
        if i > 0 {
            context.say("")?;
        }
        explain(context, code)?;
    }
    Ok(())
}

/// The code that is meant: `e30` and `[E030]` mean E030.
pub(crate) fn find(text: &str) -> Result<&'static Code, CliError> {
    let meant: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    let meant = meant.to_ascii_uppercase();
    let digits = meant.find(|c: char| c.is_ascii_digit()).unwrap_or(meant.len());
    let (letter, number) = meant.split_at(digits);
    let number = number.parse::<u32>().ok().filter(|_| number.len() <= 4);
    let named = number.map(|n| format!("{letter}{n:03}"));
    let all = || wallchart_schedule::codes();
    if let Some(code) = all().find(|c| named.as_deref() == Some(c.name)) {
        return Ok(code);
    }
    // The same number under another letter, then codes that differ in one place.
    let same_number =
        |name: &str| number.is_some() && name.get(1..).and_then(|n| n.parse().ok()) == number;
    let differs = |name: &str| {
        named.iter().chain([&meant]).map(|text| strsim::osa_distance(text, name)).min()
    };
    let is_near = |name: &&str| same_number(name) || differs(name) <= Some(1);
    let near = all().map(|c| c.name).filter(is_near).take(NEAR_MAX).map(str::to_owned).collect();
    Err(CliError::NoSuchCode { text: text.to_owned(), near })
}

/// All codes, by area.
fn list(context: &mut Context) -> Result<(), CliError> {
    let lang = context.lang;
    let pages: Vec<(&Code, Page)> = wallchart_schedule::codes().map(|c| (c, c.page())).collect();
    if context.json {
        let rows: Vec<Value> = pages.iter().map(|(code, page)| heading(code, page, lang)).collect();
        return context.data(&rows);
    }
    for area in Area::ALL {
        context.say(&t!(lang, area.message()))?;
        for (code, page) in pages.iter().filter(|(_, p)| p.area == Some(*area)) {
            context.say(&format!("  {}  {}", code.name, page.title(lang)))?;
        }
        context.say("")?;
    }
    context.say(&t!(lang, ids::EXPLAIN_USAGE))
}

fn explain(context: &mut Context, code: &'static Code) -> Result<(), CliError> {
    let lang = context.lang;
    let page = code.page();
    // A closing mark may stand beyond the edge that lines are cut to.
    let cells = usize::from(columns()).min(CELLS_MAX) - 2;
    let severity = t!(lang, ids::EXPLAIN_SEVERITY, severity = severity_word(code.severity));
    context.say(&format!("{}  {}", code.name, page.title(lang)))?;
    context.say(&severity)?;
    for (i, paragraph) in page.text(lang).iter().enumerate() {
        let (lead, words) = match paragraph.strip_prefix("- ") {
            Some(item) => ("- ", item),
            None => ("", paragraph.as_str()),
        };
        if lead.is_empty() || i == 0 {
            context.say("")?;
        }
        for (j, line) in wrap(words, cells.saturating_sub(lead.len())).iter().enumerate() {
            let lead = if j == 0 { lead } else { "  ".get(..lead.len()).unwrap_or_default() };
            context.say(&format!("{lead}{line}"))?;
        }
    }
    context.say("")?;
    parts(context, &page.wrong, ids::EXPLAIN_WRONG)?;
    let (reading, found) = check_example(&page.wrong);
    context.say(&t!(lang, ids::EXPLAIN_REPORTED))?;
    let excerpts = Excerpts::new(&reading.files);
    for diagnostic in &found {
        let text = excerpts.render(diagnostic, lang, context.colour);
        context.say_painted(&text)?;
    }
    parts(context, &page.right, ids::EXPLAIN_RIGHT)
}

/// The pieces of an example, each under what it is.
fn parts(
    context: &mut Context,
    example: &Example,
    lead: wallchart_words::Message,
) -> Result<(), CliError> {
    let lang = context.lang;
    for (i, Part { kind, text }) in example.parts.iter().enumerate() {
        let odd = match kind {
            PartKind::Utf16(_) => Some(t!(lang, ids::EXPLAIN_ENCODED)),
            PartKind::Unreadable(..) => Some(t!(lang, ids::EXPLAIN_UNREADABLE)),
            _ => None,
        };
        let is_named = kind.file() != ROOT || odd.is_some();
        let file = match odd {
            Some(odd) => format!("{}, {odd}", kind.file()),
            None => kind.file().to_owned(),
        };
        if i == 0 || is_named {
            let file = if is_named { file } else { "none".to_owned() };
            context.say(&t!(lang, ids::EXPLAIN_FILE, lead = t!(lang, lead), file = file))?;
        } else {
            context.say("    …")?;
        }
        for line in text.lines() {
            context.say(format!("    {line}").trim_end())?;
        }
    }
    context.say("")
}

/// A code's name, severity, area and title as data.
fn heading(code: &Code, page: &Page, lang: Lang) -> Value {
    json!({
        "code": code.name,
        "severity": severity_word(code.severity),
        "area": page.area.map(Area::word),
        "title": page.title(lang),
    })
}

/// All that there is to say of a code, as data.
fn told(code: &'static Code, lang: Lang) -> Value {
    let page = code.page();
    let mut told = heading(code, &page, lang);
    let files = |example: &Example| {
        let texts = example.files().into_iter().filter_map(|name| {
            let text = example.text(name)?;
            Some((name.to_owned(), Value::from(text.into_owned())))
        });
        texts.collect::<serde_json::Map<_, _>>()
    };
    let (reading, found) = check_example(&page.wrong);
    let excerpts = Excerpts::new(&reading.files);
    let reported: Vec<Value> = found
        .iter()
        .map(|d| json!({ "message": d.message(lang), "help": d.help(lang), "at": excerpts.located(&d.place) }))
        .collect();
    if let Some(fields) = told.as_object_mut() {
        fields.insert("text".into(), page.text(lang).into());
        fields.insert("wrong".into(), json!({ "files": files(&page.wrong), "reported": reported }));
        fields.insert("right".into(), json!({ "files": files(&page.right) }));
    }
    told
}
