//! Text for a terminal: control characters shown, not obeyed; widths counted in cells.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Replaces what a terminal would obey or what would reorder a line: C0 and C1 controls become their
/// visible pictures, direction overrides and zero-width marks become `\u{fffd}`. Tabs and line ends
/// become one space: a caller that wants lines splits first.
pub fn safe(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| replacement(c).is_some()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| replacement(c).unwrap_or(c)).collect())
}

fn replacement(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' => Some(' '),
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32),
        '\u{7f}' => Some('\u{2421}'),
        '\u{80}'..='\u{9f}' => Some('\u{fffd}'),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' => {
            Some('\u{fffd}')
        }
        '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{200b}' | '\u{2060}' | '\u{feff}' => Some('\u{fffd}'),
        _ => None,
    }
}

/// How many cells the text takes, wide characters counting two.
pub fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// Cuts the text to at most `cells` cells on a character boundary, ending in `~` where something was
/// cut, and pads it with spaces to exactly `cells`.
pub fn fit(text: &str, cells: usize) -> String {
    let all = width(text);
    if all <= cells {
        let mut out = String::with_capacity(text.len() + cells - all);
        out.push_str(text);
        out.extend(std::iter::repeat_n(' ', cells - all));
        return out;
    }
    if cells == 0 {
        return String::new();
    }
    let (mut out, mut used) = (String::new(), 0);
    for g in text.graphemes(true) {
        let w = width(g);
        if used + w > cells - 1 {
            break;
        }
        out.push_str(g);
        used += w;
    }
    out.push('~');
    out.extend(std::iter::repeat_n(' ', cells - 1 - used));
    out
}

/// Breaks the text into lines of at most `cells` cells: at spaces where there are any, between any two
/// wide characters, never before closing punctuation (kinsoku).
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    let cells = cells.max(2);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let (mut line, mut used) = (String::new(), 0);
        for word in paragraph.split_word_bounds() {
            let w = width(word);
            let closing = word.chars().all(|c| "，。；：！？、）》」』”’…".contains(c));
            if used + w <= cells || (closing && used > 0 && used + w <= cells + 2 && cells > 4) {
                if !(used == 0 && word.trim().is_empty()) {
                    line.push_str(word);
                    used += w;
                }
                continue;
            }
            // A plain mark takes the word in front of it along.
            if word.chars().all(|c| ",.;:!?)".contains(c))
                && let Some(at) = line.trim_end().rfind(' ')
            {
                let carried = line.split_off(at + 1) + word;
                lines.push(line.trim_end().to_owned());
                (used, line) = (width(&carried), carried);
                continue;
            }
            if used > 0 {
                lines.push(line.trim_end().to_owned());
                (line, used) = (String::new(), 0);
            }
            for g in word.graphemes(true) {
                let w = width(g);
                if used + w > cells {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                if !(used == 0 && g.trim().is_empty()) {
                    line.push_str(g);
                    used += w;
                }
            }
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_shown_not_obeyed() {
        assert_eq!(safe("a\u{1b}[2Jb"), "a\u{241b}[2Jb");
        assert_eq!(safe("x\u{202e}y"), "x\u{fffd}y");
        assert!(matches!(safe("城东所"), Cow::Borrowed(_)));
    }

    #[test]
    fn fit_never_splits_a_wide_character() {
        assert_eq!(fit("城东所", 6), "城东所");
        assert_eq!(fit("城东所", 5), "城东~");
        assert_eq!(fit("城东所", 4), "城~ ");
        assert_eq!(fit("ab", 4), "ab  ");
        assert_eq!(fit("城", 1), "~");
        assert_eq!(fit("城", 0), "");
    }

    #[test]
    fn wrap_keeps_closing_marks_on_their_line() {
        assert_eq!(wrap("今天，办结", 6), ["今天，", "办结"]);
        assert_eq!(wrap("wait for it", 8), ["wait for", "it"]);
        assert_eq!(wrap("wait for; then go", 8), ["wait", "for;", "then go"]);
        assert!(wrap("一二三四五六七八九十", 4).iter().all(|l| width(l) <= 4));
    }
}
