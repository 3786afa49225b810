//! The graph as text that other programs draw: DOT (Graphviz) and Mermaid.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use wallchart_plan::Expanded;
use wallchart_plan::expanded::{Join, Link, LinkKind, Task};
use wallchart_plan::ids::{StreamId, TaskNo};

use crate::graph::Graph;

/// What stands for a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fold {
    /// A task of the plan, however often it fans out.
    #[default]
    Tasks,
    /// Every instance.
    Instances,
}

struct Shape {
    /// Streams in the order of the plan, each with its title and boxes.
    streams: Vec<(String, Vec<Node>)>,
    /// From, onto, words.
    arrows: BTreeSet<(usize, usize, String)>,
}

struct Node {
    id: usize,
    label: String,
    milestone: bool,
    critical: bool,
}

/// The graph in Graphviz' language, streams as clusters. Tasks in `critical` are drawn bold.
pub fn dot(plan: &Expanded, fold: Fold, critical: &[TaskNo]) -> String {
    let shape = shape(plan, fold, critical);
    let mut out = String::from("digraph plan {\n  rankdir=LR;\n  node [shape=box];\n");
    for (i, (title, nodes)) in shape.streams.iter().enumerate() {
        let _ = writeln!(out, "  subgraph cluster_{i} {{\n    label={};", dot_text(title));
        for node in nodes {
            let mut style = String::new();
            if node.milestone {
                style.push_str(", shape=diamond");
            }
            if node.critical {
                style.push_str(", style=bold");
            }
            let _ = writeln!(out, "    n{} [label={}{style}];", node.id, dot_text(&node.label));
        }
        out.push_str("  }\n");
    }
    for (from, onto, words) in &shape.arrows {
        let label =
            if words.is_empty() { String::new() } else { format!(" [label={}]", dot_text(words)) };
        let _ = writeln!(out, "  n{from} -> n{onto}{label};");
    }
    out.push_str("}\n");
    out
}

/// The graph as a Mermaid flowchart, streams as subgraphs. Tasks in `critical` are of class `critical`.
pub fn mermaid(plan: &Expanded, fold: Fold, critical: &[TaskNo]) -> String {
    let shape = shape(plan, fold, critical);
    let mut out = String::from("flowchart LR\n");
    let mut bold = Vec::new();
    for (i, (title, nodes)) in shape.streams.iter().enumerate() {
        let _ = writeln!(out, "  subgraph s{i}[{}]", mermaid_text(title));
        for node in nodes {
            let text = mermaid_text(&node.label);
            let id = node.id;
            let _ = match node.milestone {
                true => writeln!(out, "    n{id}{{{{{text}}}}}"),
                false => writeln!(out, "    n{id}[{text}]"),
            };
            if node.critical {
                bold.push(format!("n{id}"));
            }
        }
        out.push_str("  end\n");
    }
    for (from, onto, words) in &shape.arrows {
        let label =
            if words.is_empty() { String::new() } else { format!("|{}|", mermaid_text(words)) };
        let _ = writeln!(out, "  n{from} -->{label} n{onto}");
    }
    if !bold.is_empty() {
        out.push_str("  classDef critical stroke-width:3px\n");
        let _ = writeln!(out, "  class {} critical", bold.join(","));
    }
    out
}

fn shape(plan: &Expanded, fold: Fold, critical: &[TaskNo]) -> Shape {
    let critical: BTreeSet<TaskNo> = critical.iter().copied().collect();
    let mut boxes: BTreeMap<&str, usize> = BTreeMap::new();
    let mut of: BTreeMap<TaskNo, usize> = BTreeMap::new();
    let mut members: Vec<Vec<&Task>> = Vec::new();
    for task in &plan.tasks {
        let name = match fold {
            Fold::Tasks => task.task.as_str(),
            Fold::Instances => task.path.as_str(),
        };
        let id = *boxes.entry(name).or_insert(members.len());
        match members.get_mut(id) {
            Some(found) => found.push(task),
            None => members.push(vec![task]),
        }
        of.insert(task.number, id);
    }
    let mut streams: BTreeMap<&StreamId, Vec<Node>> = BTreeMap::new();
    for (id, tasks) in members.iter().enumerate() {
        let Some(task) = tasks.first() else { continue };
        let label = match (fold, tasks.len()) {
            (Fold::Instances, _) => task.path.to_string(),
            (Fold::Tasks, 1) => task.task.to_string(),
            (Fold::Tasks, n) => format!("{} ×{n}", task.task),
        };
        streams.entry(&task.stream).or_default().push(Node {
            id,
            label,
            milestone: task.milestone,
            critical: tasks.iter().any(|t| critical.contains(&t.number)),
        });
    }
    let mut in_order: Vec<(String, Vec<Node>)> = plan
        .streams
        .iter()
        .filter_map(|s| streams.remove(&s.id).map(|nodes| (s.title.clone(), nodes)))
        .collect();
    in_order.extend(streams.into_iter().map(|(id, nodes)| (id.to_string(), nodes)));
    let arrows = Graph::new(plan)
        .edges()
        .filter_map(|(onto, e)| {
            Some((*of.get(&e.link.on)?, *of.get(&onto)?, words(e.link, e.join)))
        })
        .collect();
    Shape { streams: in_order, arrows }
}

/// What is said of a link: its kind where it isn't finish-start, its lag, its join; the same in every
/// language.
fn words(link: Link, join: Join) -> String {
    let kind = match link.kind {
        LinkKind::FinishStart => String::new(),
        LinkKind::StartStart => "SS".to_owned(),
        LinkKind::FinishFinish => "FF".to_owned(),
        LinkKind::StartFinish => "SF".to_owned(),
    };
    let lag = match link.lag.to_string() {
        _ if link.lag.is_zero() => String::new(),
        lead if lead.starts_with('-') => lead,
        lag => format!("+{lag}"),
    };
    let join = match join {
        Join::All | Join::Settled => String::new(),
        Join::AtLeast(n) => format!("≥{n}"),
        Join::Percent(p) => format!("≥{p}%"),
    };
    let said: Vec<String> = [kind, lag, join].into_iter().filter(|w| !w.is_empty()).collect();
    said.join(" ")
}

fn dot_text(text: &str) -> String {
    let clean: String = text.chars().filter(|c| !c.is_control()).collect();
    format!("\"{}\"", clean.replace('\\', "\\\\").replace('"', "\\\""))
}

fn mermaid_text(text: &str) -> String {
    let clean: String = text.chars().filter(|c| !c.is_control()).collect();
    format!("\"{}\"", clean.replace('#', "#35;").replace('"', "#quot;"))
}
