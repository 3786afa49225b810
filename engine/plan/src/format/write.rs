//! Lays pieces out.

use std::ops::Range;

use wallchart_words::width;

use super::piece::{Group, Item, Note, Remark, Value};

/// Cells of a line, beyond which its items go on in the next.
const CELLS: usize = 120;

/// Cells by which a broken bracket's items are indented.
const INDENT: usize = 4;

/// Cells by which a key may be wider than most for its value to stand in the column of the others.
const BEYOND: usize = 4;

pub(super) fn write(file: &Group, line_end: &'static str) -> String {
    let mut to = Writer { out: String::new(), column: 0, indent: 0, line_end };
    to.rows(file, false);
    to.notes(&file.end);
    if !to.out.is_empty() && !to.out.ends_with('\n') {
        to.line();
    }
    to.out
}

/// Lets the fields of a plan that doesn't fit on a line stand on lines of their own, wherever the first was put.
pub(super) fn unfold(file: &mut Group) {
    for item in &mut file.items {
        let fits = first_line_of(&item.value);
        if let Value::Group(group) = &mut item.value {
            let is_named = group.open.len() > "(".len() && group.open.ends_with('(');
            group.broken |= is_named && !group.items.is_empty() && (!fits.1 || fits.0 > CELLS);
        }
    }
}

struct Writer {
    out: String,
    /// Cells written of the line so far.
    column: usize,
    indent: usize,
    line_end: &'static str,
}

impl Writer {
    fn put(&mut self, text: &str) {
        self.out.push_str(text);
        self.column = match text.rsplit_once('\n') {
            Some((_, last)) => width(last),
            None => self.column + width(text),
        };
    }

    fn spaces(&mut self, count: usize) {
        self.out.extend(std::iter::repeat_n(' ', count));
        self.column += count;
    }

    fn line(&mut self) {
        self.out.push_str(self.line_end);
        self.column = 0;
    }

    /// Begins a line unless one has just begun.
    fn fresh(&mut self, indent: usize) {
        if self.column > 0 {
            self.line();
        }
        self.spaces(indent);
    }

    fn notes(&mut self, notes: &[Note]) {
        for note in notes {
            if self.column > 0 {
                self.line();
            }
            if note.blank && !self.out.is_empty() {
                self.line();
            }
            self.spaces(self.indent);
            self.put(&note.text);
        }
    }

    fn remark(&mut self, remark: Option<&Remark>) {
        if let Some(remark) = remark {
            self.spaces(remark.column.saturating_sub(self.column).max(2));
            self.put(&remark.text);
        }
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Atom(text) => self.put(text),
            Value::Group(group) if group.broken => self.broken(group),
            Value::Group(group) => self.filled(group),
        }
    }

    fn broken(&mut self, group: &Group) {
        self.put(&group.open);
        self.remark(group.remark.as_ref());
        self.line();
        self.indent += INDENT;
        self.rows(group, true);
        self.notes(&group.end);
        self.indent -= INDENT;
        self.fresh(self.indent);
        self.put(group.close);
    }

    /// The items of a broken bracket or of the file, line by line.
    fn rows(&mut self, group: &Group, commas: bool) {
        let rows = rows(&group.items);
        let columns = columns(&group.items, &rows);
        for (row, column) in rows.into_iter().zip(columns) {
            let items = group.items.get(row).unwrap_or_default();
            for (i, item) in items.iter().enumerate() {
                if i == 0 {
                    self.notes(&item.notes);
                    if self.column > 0 {
                        self.line();
                    }
                    if item.blank {
                        self.line();
                    }
                    self.spaces(self.indent);
                } else if self.column + 1 + first_line(item) > CELLS {
                    self.fresh(self.indent);
                } else {
                    self.spaces(1);
                }
                self.item(item, column);
                self.put(if commas { "," } else { "" });
                self.remark(item.remark.as_ref());
            }
        }
    }

    /// An item; the value of one with a key begins at least so many cells behind the key's begin.
    fn item(&mut self, item: &Item, column: usize) {
        self.put(&item.prefix);
        if let Some(key) = &item.key {
            let begin = self.column;
            self.put(key);
            self.put(":");
            self.spaces((begin + column).saturating_sub(self.column).max(1));
        }
        self.value(&item.value);
        self.put(&item.suffix);
    }

    /// A bracket whose items follow each other.
    fn filled(&mut self, group: &Group) {
        self.put(&group.open);
        if group.items.is_empty() {
            return self.put(group.close);
        }
        let pad = usize::from(group.close == "}");
        self.spaces(pad);
        let begin = self.column;
        for (i, item) in group.items.iter().enumerate() {
            let too_long = || self.column + 1 + first_line(item) > CELLS;
            let breaks = i > 0 && (item.breaks || !item.notes.is_empty() || too_long());
            if breaks {
                for note in &item.notes {
                    self.fresh(begin);
                    self.put(&note.text);
                }
                self.fresh(begin);
            } else if i > 0 {
                self.spaces(1);
            }
            self.item(item, 0);
            if i + 1 < group.items.len() {
                self.put(",");
            }
            self.remark(item.remark.as_ref());
        }
        self.spaces(pad);
        self.put(group.close);
    }
}

/// The items of each line.
fn rows(items: &[Item]) -> Vec<Range<usize>> {
    let begins = |i: usize, item: &Item| {
        let before = i.checked_sub(1).and_then(|i| items.get(i));
        let is_new = item.breaks || !item.notes.is_empty() || i == 0;
        is_new || before.is_some_and(|before| before.remark.is_some())
    };
    let starts: Vec<usize> =
        items.iter().enumerate().filter(|(i, item)| begins(*i, item)).map(|(i, _)| i).collect();
    let ends = starts.iter().skip(1).copied().chain([items.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// For each line, how far behind its key's begin the value stands: entries of a line each that follow each
/// other form a column.
fn columns(items: &[Item], rows: &[Range<usize>]) -> Vec<usize> {
    let key = |row: &Range<usize>| {
        let item = items.get(row.start).filter(|_| row.len() == 1)?;
        let key = item.key.as_ref().filter(|key| key.starts_with(['"', 'r']))?;
        (!item.value.holds_broken() && item.prefix.is_empty()).then(|| width(key))
    };
    let goes_on = |row: &Range<usize>| {
        let item = items.get(row.start);
        item.is_some_and(|item| !item.blank && !item.notes.iter().any(|note| note.blank))
    };
    let mut out = vec![0; rows.len()];
    let mut at = 0;
    while at < rows.len() {
        let mut widths: Vec<usize> = rows.get(at).and_then(key).into_iter().collect();
        while let Some(next) = rows.get(at + widths.len()).filter(|_| !widths.is_empty()) {
            match key(next).filter(|_| goes_on(next)) {
                Some(width) => widths.push(width),
                None => break,
            }
        }
        let column = usual(&widths) + ": ".len();
        out.iter_mut().skip(at).take(widths.len()).for_each(|c| *c = column);
        at += widths.len().max(1);
    }
    out
}

/// The widest but for those that are far wider than most.
fn usual(widths: &[usize]) -> usize {
    let mut sorted = widths.to_vec();
    sorted.sort_unstable();
    let most = sorted.get(sorted.len() / 2).map_or(0, |middle| middle + BEYOND);
    sorted.into_iter().rev().find(|width| *width <= most).unwrap_or(0)
}

/// Cells up to where an item would first begin a new line.
fn first_line(item: &Item) -> usize {
    let key = item.key.as_ref().map_or(0, |key| width(key) + ": ".len());
    let (value, is_all) = first_line_of(&item.value);
    let suffix = if is_all { width(&item.suffix) } else { 0 };
    width(&item.prefix) + key + value + suffix + ",".len()
}

/// The cells, and whether that is all of it.
fn first_line_of(value: &Value) -> (usize, bool) {
    let group = match value {
        Value::Atom(text) => {
            let first = text.lines().next().unwrap_or_default();
            return (width(first), first.len() == text.len());
        }
        Value::Group(group) => group,
    };
    let mut cells = width(&group.open);
    if group.broken {
        return (cells, false);
    }
    let pad = usize::from(group.close == "}" && !group.items.is_empty());
    cells += pad;
    for (i, item) in group.items.iter().enumerate() {
        if i > 0 && (item.breaks || !item.notes.is_empty()) {
            return (cells, false);
        }
        let key = item.key.as_ref().map_or(0, |key| width(key) + ": ".len());
        let (value, is_all) = first_line_of(&item.value);
        cells += width(&item.prefix) + key + value + if i > 0 { ", ".len() } else { 0 };
        if !is_all {
            return (cells, false);
        }
        cells += width(&item.suffix);
    }
    (cells + pad + group.close.len(), true)
}
