//! A text field: what an input line, a filter and a form hold. Edits move by what people see as one
//! character, so that text from an input method stays whole.

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

/// Text being typed, with a cursor in it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Field {
    text: String,
    /// Byte offset of the cursor, always on a character boundary.
    cursor: usize,
}

/// One edit of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    /// Puts text in.
    Insert(String),
    /// Deletes the character before the cursor.
    Backspace,
    /// Deletes the character under the cursor.
    Delete,
    /// Deletes the word before the cursor.
    DeleteWord,
    /// Deletes everything before the cursor.
    DeleteToStart,
    /// Moves one character left.
    Left,
    /// Moves one character right.
    Right,
    /// Moves to the start.
    Home,
    /// Moves to the end.
    End,
}

impl Field {
    /// A field that holds the text, the cursor behind it.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let cursor = text.len();
        Self { text, cursor }
    }

    /// What it holds.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What stands before the cursor.
    pub fn before(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or(&self.text)
    }

    /// What stands behind the cursor.
    fn after(&self) -> &str {
        self.text.get(self.cursor..).unwrap_or("")
    }

    /// Applies an edit.
    pub fn edit(&mut self, edit: &Edit) {
        let step_back = self.before().graphemes(true).next_back().map_or(0, str::len);
        let step_on = self.after().graphemes(true).next().map_or(0, str::len);
        match edit {
            Edit::Insert(text) => {
                let clean: String =
                    text.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
                let at = self.before().len();
                self.text.insert_str(at, &clean);
                self.cursor = at + clean.len();
            }
            Edit::Backspace => self.cut_back(step_back),
            Edit::Delete => {
                let after = self.after().get(step_on..).unwrap_or("").to_owned();
                self.text = format!("{}{after}", self.before());
            }
            Edit::DeleteWord => {
                let kept = self.before().trim_end();
                let word = kept.unicode_word_indices().next_back().map_or(0, |(i, _)| i);
                self.cut_back(self.before().len() - word);
            }
            Edit::DeleteToStart => self.cut_back(self.before().len()),
            Edit::Left => self.cursor -= step_back,
            Edit::Right => self.cursor += step_on,
            Edit::Home => self.cursor = 0,
            Edit::End => self.cursor = self.text.len(),
        }
    }

    fn cut_back(&mut self, bytes: usize) {
        let keep = self.before().len() - bytes;
        let kept = format!("{}{}", self.before().get(..keep).unwrap_or(""), self.after());
        self.text = kept;
        self.cursor = keep;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn edits_keep_characters_whole() {
        let mut field = Field::new("城东所");
        field.edit(&Edit::Backspace);
        assert_eq!(field.text(), "城东");
        field.edit(&Edit::Home);
        field.edit(&Edit::Right);
        field.edit(&Edit::Insert("南\u{7}".into()));
        assert_eq!((field.text(), field.before()), ("城南东", "城南"));
        field.edit(&Edit::Delete);
        assert_eq!(field.text(), "城南");
        field.edit(&Edit::DeleteToStart);
        assert_eq!(field.text(), "");
    }

    #[test]
    fn a_word_goes_at_once() {
        let mut field = Field::new("is:late who:me ");
        field.edit(&Edit::DeleteWord);
        assert_eq!(field.text(), "is:late ");
    }

    fn any_edit() -> impl Strategy<Value = Edit> {
        prop_oneof![
            "[a城e\u{301}👨‍👩‍👧 \n]{0,3}".prop_map(Edit::Insert),
            Just(Edit::Backspace),
            Just(Edit::Delete),
            Just(Edit::DeleteWord),
            Just(Edit::DeleteToStart),
            Just(Edit::Left),
            Just(Edit::Right),
            Just(Edit::Home),
            Just(Edit::End),
        ]
    }

    proptest! {
        #[test]
        fn the_cursor_stays_in_the_text(edits in prop::collection::vec(any_edit(), 0..40)) {
            let mut field = Field::default();
            for edit in edits {
                field.edit(&edit);
                prop_assert!(field.text().is_char_boundary(field.cursor));
                prop_assert!(field.text().starts_with(field.before()));
            }
        }
    }
}
