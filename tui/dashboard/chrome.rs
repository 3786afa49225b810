//! What the terminal can show: line and bar glyphs, ASCII where ambiguous characters come out wide, and
//! colours that only ever repeat what a letter or a word says.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;
use serde::{Deserialize, Serialize};
use unicode_width::UnicodeWidthChar;

/// What the terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chrome {
    /// Whether the terminal draws ambiguous characters two cells wide: then only ASCII is drawn around
    /// the words.
    pub ascii: bool,
    /// Whether colours are wanted.
    pub colour: bool,
}

/// What a style is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Ordinary text.
    Plain,
    /// Frames, axes, what stands behind.
    Faint,
    /// Headings and keys.
    Strong,
    /// Late, refused.
    Red,
    /// Behind, due soon.
    Yellow,
    /// On time, done.
    Green,
    /// Due soon, information.
    Blue,
    /// What is selected.
    Selected,
    /// What must not be overlooked: that this is a rehearsal.
    Alarm,
    /// The header line and open tab.
    Bar,
}

/// Glyphs of a Gantt bar and its surroundings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyphs {
    /// Work done or going on.
    pub done: &'static str,
    /// Work that remains.
    pub rest: &'static str,
    /// Work that remains on the critical path.
    pub critical: &'static str,
    /// Past its due date.
    pub late: &'static str,
    /// A milestone.
    pub milestone: &'static str,
    /// A due date.
    pub due: &'static str,
    /// Today.
    pub today: &'static str,
    /// The window in which a unit picks.
    pub window: &'static str,
    /// Folded, unfolded.
    pub fold: [&'static str; 2],
    /// The pointer before the selected row.
    pub pointer: &'static str,
    /// A marked row.
    pub mark: &'static str,
    /// Full and empty cells of a progress bar.
    pub bar: [&'static str; 2],
    /// More rows above or below.
    pub more: [&'static str; 2],
    /// Heights of a column of a day-by-day strip, none first.
    pub strip: [&'static str; 5],
}

const ASCII: Glyphs = Glyphs {
    done: "=",
    rest: "-",
    critical: "#",
    late: "!",
    milestone: "*",
    due: ">",
    today: "|",
    window: ".",
    fold: [">", "v"],
    pointer: ">",
    mark: "x",
    bar: ["=", " "],
    more: ["^", "v"],
    strip: [" ", ".", ":", "|", "#"],
};

const UNICODE: Glyphs = Glyphs {
    done: "━",
    rest: "─",
    critical: "═",
    late: "!",
    milestone: "◆",
    due: "▸",
    today: "│",
    window: "┄",
    fold: ["▸", "▾"],
    pointer: "▶",
    mark: "●",
    bar: ["█", "░"],
    more: ["▲", "▼"],
    strip: [" ", "▂", "▄", "▆", "█"],
};

const ASCII_BORDER: border::Set<'static> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

impl Chrome {
    /// The glyphs to draw with.
    pub fn glyphs(self) -> Glyphs {
        if self.ascii { ASCII } else { UNICODE }
    }

    /// The frame of a pane.
    pub fn border(self) -> border::Set<'static> {
        if self.ascii { ASCII_BORDER } else { border::PLAIN }
    }

    /// The style of a tone. Without colours only weight and inversion are left, which change no meaning.
    pub fn style(self, tone: Tone) -> Style {
        let plain = Style::new();
        if !self.colour {
            return match tone {
                Tone::Selected | Tone::Alarm => plain.add_modifier(Modifier::REVERSED),
                Tone::Bar | Tone::Strong => plain.add_modifier(Modifier::BOLD),
                _ => plain,
            };
        }
        match tone {
            Tone::Plain => plain,
            Tone::Faint => plain.fg(Color::DarkGray),
            Tone::Strong => plain.add_modifier(Modifier::BOLD),
            Tone::Red => plain.fg(Color::Red).add_modifier(Modifier::BOLD),
            Tone::Yellow => plain.fg(Color::Yellow),
            Tone::Green => plain.fg(Color::Green),
            Tone::Blue => plain.fg(Color::Blue),
            Tone::Selected => plain.add_modifier(Modifier::REVERSED),
            Tone::Alarm => plain.fg(Color::White).bg(Color::Red).add_modifier(Modifier::BOLD),
            Tone::Bar => plain.fg(Color::Cyan).add_modifier(Modifier::BOLD),
        }
    }
}

/// Puts ASCII in the place of every character that such a terminal would draw wider than it is counted,
/// so that columns stay in line. Names keep their length: one cell for one cell.
pub(crate) fn narrow(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let symbol = cell.symbol();
        if symbol.is_ascii() {
            continue;
        }
        let mut chars = symbol.chars();
        let (Some(c), None) = (chars.next(), chars.next()) else { continue };
        if c.width() == Some(1) && c.width_cjk() == Some(2) {
            cell.set_symbol(stand_in(c));
        }
    }
}

fn stand_in(c: char) -> &'static str {
    match c {
        '“' | '”' | '„' | '″' => "\"",
        '‘' | '’' | '′' => "'",
        '·' | '•' | '…' | '‥' | '∙' => ".",
        '—' | '–' | '―' | '‐' | '─' | '━' | '═' => "-",
        '│' | '┃' | '║' => "|",
        '×' => "x",
        '÷' => "/",
        '±' => "+",
        '→' => ">",
        '←' => "<",
        '↑' => "^",
        '↓' => "v",
        '★' | '☆' | '※' | '●' | '○' | '◆' | '◇' | '■' | '□' | '▲' | '△' => {
            "*"
        }
        '①'..='⑨' => {
            const DIGITS: [&str; 9] = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
            DIGITS.get(c as usize - '①' as usize).copied().unwrap_or("?")
        }
        '°' => "o",
        '─'..='╿' => "+",
        _ => "?",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;

    #[test]
    fn ambiguous_characters_become_ascii_of_the_same_width() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 1));
        buffer.set_string(0, 0, "“3·15”─活动①", Style::new());
        narrow(&mut buffer);
        let line: String = buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert!(line.starts_with("\"3.15\"-活 动 1"), "{line}");
    }

    #[test]
    fn every_ascii_glyph_is_ascii() {
        let chrome = Chrome { ascii: true, colour: false };
        assert!(format!("{:?}{:?}", chrome.glyphs(), chrome.border()).is_ascii());
    }
}
