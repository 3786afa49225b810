//! Finding Chinese names by the initials of their pinyin: `fhc@cd` is 分会场@城东所.

use pinyin::{ToPinyin, ToPinyinMulti};

/// Whether `query` is a prefix of the text, segment by segment: segments are parted by `@`, `,` and `/`
/// in both, and each character of the query is the character itself or the first letter of one of its
/// readings. An empty query matches nothing.
pub fn initials_match(text: &str, query: &str) -> bool {
    let parts: Vec<&str> = query.split(is_separator).collect();
    let segments: Vec<&str> = text.split(is_separator).collect();
    !query.is_empty()
        && parts.len() <= segments.len()
        && parts.iter().zip(&segments).all(|(part, segment)| is_prefix(segment, part))
}

/// Whether the initials of the text contain `query` anywhere.
pub fn initials_contain(text: &str, query: &str) -> bool {
    !query.is_empty()
        && text.char_indices().any(|(i, _)| is_prefix(text.get(i..).unwrap_or(""), query))
}

/// Whether the text's initials, or those of one of its parts, begin with `query`, which is in lower case.
pub fn initials_begin(text: &str, query: &str) -> bool {
    let begins = |part: &str| {
        let mut chars = part.chars();
        query.chars().all(|q| chars.next().is_some_and(|c| initial(c) == q))
    };
    begins(text) || text.split(['@', ',', '/', ' ']).any(begins)
}

/// The initials of the text's first readings, other characters as they are, in lower case.
pub fn initials(text: &str) -> String {
    text.chars().map(initial).collect()
}

fn initial(c: char) -> char {
    // What has no pinyin needn't be looked up.
    let read = if c.is_ascii() { None } else { c.to_pinyin() };
    read.and_then(|p| p.plain().chars().next()).unwrap_or_else(|| c.to_ascii_lowercase())
}

/// Other spellings of a text, for matching: its initials in every reading (at most a few), and its whole
/// pinyin. Nothing for a text without Chinese characters.
pub fn spellings(text: &str) -> Vec<String> {
    if text.is_ascii() {
        return Vec::new();
    }
    let mut all = vec![String::new()];
    for c in text.chars() {
        let mut letters: Vec<char> = match c.to_pinyin_multi() {
            Some(readings) => {
                readings.into_iter().filter_map(|p| p.plain().chars().next()).collect()
            }
            None => vec![c.to_ascii_lowercase()],
        };
        letters.sort_unstable();
        letters.dedup();
        if all.len() * letters.len() > READINGS {
            letters.truncate(1);
            letters.extend(c.to_pinyin().and_then(|p| p.plain().chars().next()));
            letters.drain(..letters.len() - 1);
        }
        all = all
            .iter()
            .flat_map(|so_far| letters.iter().map(move |l| format!("{so_far}{l}")))
            .collect();
    }
    let whole: String = text
        .chars()
        .map(|c| {
            c.to_pinyin().map_or_else(|| c.to_lowercase().to_string(), |p| p.plain().to_owned())
        })
        .collect();
    all.push(whole);
    all
}

/// How many combinations of readings are spelt out: beyond, characters keep their first reading.
const READINGS: usize = 16;

fn is_separator(c: char) -> bool {
    matches!(c, '@' | ',' | '/')
}

fn is_prefix(text: &str, query: &str) -> bool {
    let mut chars = text.chars();
    query.chars().all(|q| chars.next().is_some_and(|c| reads_as(c, q)))
}

fn reads_as(c: char, letter: char) -> bool {
    let letter = letter.to_ascii_lowercase();
    c.to_ascii_lowercase() == letter
        || c.to_pinyin_multi()
            .is_some_and(|all| all.into_iter().any(|p| p.plain().starts_with(letter)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_matched_segment_by_segment() {
        assert!(initials_match("分会场@城东所", "fhc@cd"));
        assert!(initials_match("分会场@城东所", "fhc"));
        assert!(!initials_match("分会场@城东所", "fhc@cx"));
        assert!(!initials_match("分会场", "fhc@cd"));
        assert!(!initials_match("分会场", ""));
    }

    #[test]
    fn spellings_hold_every_likely_reading_and_stay_few() {
        assert!(spellings("重点").contains(&"zd".to_owned()));
        assert!(spellings("重点").contains(&"cd".to_owned()));
        assert!(spellings("回访").contains(&"huifang".to_owned()));
        assert!(spellings("重重重重重重重重重重重重").len() <= READINGS + 1);
        assert!(spellings("abc").is_empty());
    }

    #[test]
    fn initials_begin_the_text_or_a_part_of_it() {
        assert!(initials_begin("回访@城东所", "hf"));
        assert!(initials_begin("回访@城东所", "hf@c"));
        assert!(initials_begin("回访@城东所", "cd"));
        assert!(!initials_begin("回访@城东所", "ds"));
        assert!(initials_begin("12315中心", "12315z"));
        assert!(!initials_begin("回访", "hfx"));
    }

    #[test]
    fn any_reading_and_plain_letters_match() {
        assert!(initials_match("12315中心@市", "12315zx"));
        assert!(initials_match("重点行业", "zdhy"));
        assert!(initials_match("重点行业", "cdxy"));
        assert!(initials_contain("放心消费宣传推进", "xfxc"));
        assert_eq!(initials("八进@城东所"), "bj@cds");
    }
}
