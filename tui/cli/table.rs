//! Plain tables whose columns line up under wide characters.

use wallchart_words::{safe, width};

/// Rows of cells, printed with two spaces between columns and nothing after the last.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with a head.
    pub fn with_head<const N: usize>(head: [String; N]) -> Self {
        Self { rows: vec![head.to_vec()] }
    }

    /// A table with a head of as many columns as there are.
    pub fn with(head: impl IntoIterator<Item = String>) -> Self {
        Self { rows: vec![head.into_iter().collect()] }
    }

    /// Adds a row of as many cells as there are, made safe as in [`Table::row`].
    pub fn cells(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().map(|cell| safe(&cell).into_owned()).collect());
    }

    /// Adds a row. What came from people is made safe for a terminal.
    pub fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(cells.iter().map(|cell| safe(cell).into_owned()).collect());
    }

    /// The lines of the table.
    pub fn lines(&self) -> Vec<String> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let widest: Vec<usize> = (0..columns)
            .map(|i| self.rows.iter().filter_map(|r| r.get(i)).map(|c| width(c)).max().unwrap_or(0))
            .collect();
        self.rows.iter().map(|row| line(row, &widest)).collect()
    }
}

fn line(row: &[String], widest: &[usize]) -> String {
    let mut out = String::new();
    let mut before = 0;
    for (cell, widest) in row.iter().zip(widest) {
        // Only before a next cell: the last may be as long as somebody's words.
        out.extend(std::iter::repeat_n(' ', before));
        out.push_str(cell);
        before = widest + 2 - width(cell);
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_under_wide_characters() {
        let mut table = Table::with_head(["a".into(), "b".into()]);
        table.row(["城东所".into(), "x\u{1b}".into()]);
        assert_eq!(table.lines(), ["a       b", "城东所  x\u{241b}"]);
    }
}
