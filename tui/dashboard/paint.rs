//! Putting text into cells: clipped, safe, and never half a wide character.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::{Block, Widget};
use wallchart_words::{safe, width};

use super::chrome::{Chrome, Tone};
use super::layout::inside;

/// A line that is written from left to right into a row of cells.
pub(crate) struct Pen<'a> {
    buffer: &'a mut Buffer,
    x: u16,
    y: u16,
    end: u16,
}

impl<'a> Pen<'a> {
    /// Starts at the left of a row of `area`; rows outside it take nothing.
    pub(crate) fn new(buffer: &'a mut Buffer, area: Rect, row: u16) -> Self {
        let area = area.intersection(buffer.area);
        let y = area.y.saturating_add(row);
        let end = if row < area.height { area.right() } else { area.x };
        Self { buffer, x: area.x, y, end }
    }

    /// Writes text; what does not fit is cut.
    pub(crate) fn text(&mut self, text: &str, style: Style) -> &mut Self {
        if self.left() > 0 {
            let room = usize::from(self.left());
            let (x, _) = self.buffer.set_stringn(self.x, self.y, safe(text), room, style);
            self.x = x;
        }
        self
    }

    /// Writes text into exactly so many cells, cut with `~` or filled with blanks.
    pub(crate) fn cell(&mut self, text: &str, cells: usize, style: Style) -> &mut Self {
        let text = wallchart_words::fit(&safe(text), cells.min(usize::from(self.left())));
        self.text(&text, style)
    }

    /// Writes text at the right end of so many cells.
    pub(crate) fn right(&mut self, text: &str, cells: usize, style: Style) -> &mut Self {
        let pad = cells.saturating_sub(width(text));
        self.skip(pad).cell(text, cells - pad, style)
    }

    /// Leaves cells as they are.
    pub(crate) fn skip(&mut self, cells: usize) -> &mut Self {
        let cells = u16::try_from(cells).unwrap_or(u16::MAX);
        self.x = self.x.saturating_add(cells).min(self.end);
        self
    }

    /// How many cells are left.
    pub(crate) fn left(&self) -> u16 {
        self.end.saturating_sub(self.x)
    }

    /// The column that is written next.
    pub(crate) fn column(&self) -> u16 {
        self.x
    }
}

/// Styles a row of `area` from end to end.
pub(crate) fn style_row(buffer: &mut Buffer, area: Rect, row: u16, style: Style) {
    if row < area.height {
        let line = Rect { y: area.y + row, height: 1, ..area };
        buffer.set_style(line.intersection(buffer.area), style);
    }
}

/// Draws a pane's frame with its title and returns what is inside. A pane too small for a frame is all
/// inside.
pub(crate) fn pane(buffer: &mut Buffer, area: Rect, chrome: Chrome, title: &str) -> Rect {
    let inner = inside(area);
    if inner != area {
        let block = Block::bordered()
            .border_set(chrome.border())
            .border_style(chrome.style(Tone::Faint))
            .title_style(chrome.style(Tone::Strong))
            .title(format!(" {} ", safe(title)));
        block.render(area, buffer);
    }
    inner
}

/// Empties the cells under a popup, and the left half of any wide character that reaches into it, which
/// would otherwise push the popup's border out of line.
pub(crate) fn clear_under(buffer: &mut Buffer, area: Rect) {
    let area = area.intersection(buffer.area);
    for y in area.top()..area.bottom() {
        if area.x > buffer.area.x
            && let Some(cell) = buffer.cell_mut(Position::new(area.x - 1, y))
            && width(cell.symbol()) > 1
        {
            cell.set_symbol(" ");
        }
        for x in area.left()..area.right() {
            if let Some(cell) = buffer.cell_mut(Position::new(x, y)) {
                cell.reset();
            }
        }
    }
}

/// A rectangle of at most this size in the middle of `area`.
pub(crate) fn centred(area: Rect, width: u16, height: u16) -> Rect {
    let (w, h) = (width.min(area.width), height.min(area.height));
    Rect::new(area.x + (area.width - w) / 2, area.y + (area.height - h) / 2, w, h)
}

/// A progress bar of so many cells.
pub(crate) fn bar(chrome: Chrome, done: usize, of: usize, cells: usize) -> String {
    let [full, empty] = chrome.glyphs().bar;
    let filled = (done * cells + of / 2).checked_div(of).unwrap_or(0);
    // All is full only when all is done, and something done is never nothing.
    let most = if done < of { cells.saturating_sub(1) } else { cells };
    let filled =
        filled.clamp(usize::from(done > 0).min(cells), most.max(usize::from(done > 0).min(cells)));
    format!("{}{}", full.repeat(filled), empty.repeat(cells - filled))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(buffer: &Buffer) -> Vec<String> {
        let wide = usize::from(buffer.area.width);
        let symbols: Vec<&str> = buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        symbols.chunks(wide).map(<[&str]>::concat).collect()
    }

    #[test]
    fn a_popup_over_half_a_wide_character_keeps_its_border() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 1));
        buffer.set_string(0, 0, "城东城东", Style::new());
        clear_under(&mut buffer, Rect::new(3, 0, 3, 1));
        assert_eq!(buffer.content[2].symbol(), " ");
        assert!(lines(&buffer)[0].starts_with("城"));
    }

    #[test]
    fn controls_never_reach_a_cell() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
        Pen::new(&mut buffer, Rect::new(0, 0, 12, 1), 0).text("a\u{1b}[2J", Style::new());
        assert!(lines(&buffer)[0].starts_with("a\u{241b}[2J"));
    }

    #[test]
    fn a_bar_is_full_only_when_all_is_done() {
        let chrome = Chrome { ascii: true, colour: false };
        assert_eq!(bar(chrome, 99, 100, 10), "========= ");
        assert_eq!(bar(chrome, 100, 100, 4), "====");
        assert_eq!(bar(chrome, 1, 1000, 4), "=   ");
        assert_eq!(bar(chrome, 0, 0, 3), "   ");
        assert_eq!(bar(chrome, 1, 9, 0), "");
    }
}
