//! Turns the Fluent files into one constant per message, so that a message that does not exist is a
//! compile error, and refuses to build when zh and en differ in messages or in their variables.

#![expect(clippy::disallowed_methods, reason = "a build script reads and writes files")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

type Messages = BTreeMap<String, BTreeSet<String>>;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("i18n");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo:rerun-if-changed=i18n");
    let (zh, zh_text) = read(&root.join("zh"))?;
    let (en, en_text) = read(&root.join("en"))?;
    for (id, variables) in &zh {
        match en.get(id) {
            None => return Err(format!("message `{id}` is in zh but not in en").into()),
            Some(other) if other != variables => {
                return Err(format!("message `{id}`: zh uses {variables:?}, en {other:?}").into());
            }
            Some(_) => {}
        }
    }
    if let Some(id) = en.keys().find(|id| !zh.contains_key(*id)) {
        return Err(format!("message `{id}` is in en but not in zh").into());
    }
    let mut code = String::new();
    for (id, variables) in &zh {
        let list: Vec<String> = variables.iter().map(|v| format!("`{v}`")).collect();
        let with =
            if list.is_empty() { String::new() } else { format!(" Takes {}.", list.join(", ")) };
        writeln!(code, "/// The message `{id}`.{with}")?;
        writeln!(code, "pub const {}: Message = Message(\"{id}\");", constant(id))?;
    }
    writeln!(code, "/// Every message, in the order of its id.")?;
    let all: Vec<String> = zh.keys().map(|id| constant(id)).collect();
    writeln!(code, "pub const ALL: &[Message] = &[{}];", all.join(", "))?;
    fs::write(out.join("messages.rs"), code)?;
    fs::write(out.join("zh.ftl"), zh_text)?;
    fs::write(out.join("en.ftl"), en_text)?;
    Ok(())
}

fn constant(id: &str) -> String {
    id.replace('-', "_").to_uppercase()
}

/// All messages of one language, with the variables each uses, and the joined text.
fn read(folder: &Path) -> Result<(Messages, String), Box<dyn std::error::Error>> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    files.sort();
    let (mut messages, mut joined) = (Messages::new(), String::new());
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "ftl")) {
        let text = fs::read_to_string(file)?;
        let resource = fluent_syntax::parser::parse(text.as_str())
            .map_err(|(_, errors)| format!("{}: {errors:?}", file.display()))?;
        for entry in &resource.body {
            let Entry::Message(message) = entry else { continue };
            let mut variables = BTreeSet::new();
            if let Some(pattern) = &message.value {
                collect(pattern, &mut variables);
            }
            if messages.insert(message.id.name.to_owned(), variables).is_some() {
                return Err(format!("{}: `{}` twice", file.display(), message.id.name).into());
            }
        }
        joined.push_str(&text);
        joined.push('\n');
    }
    Ok((messages, joined))
}

fn collect(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            collect_expression(expression, variables);
        }
    }
}

fn collect_expression(expression: &Expression<&str>, variables: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => collect_inline(inline, variables),
        Expression::Select { selector, variants } => {
            collect_inline(selector, variables);
            variants.iter().for_each(|v| collect(&v.value, variables));
        }
    }
}

fn collect_inline(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => collect_expression(expression, variables),
        _ => {}
    }
}
