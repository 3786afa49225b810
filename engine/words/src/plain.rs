//! What an input method writes in full width, as plain characters.

/// A full-width letter, digit or mark as the plain one; any other character as it is.
pub fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::half_width;

    #[test]
    fn full_width_becomes_plain() {
        let plain: String = "Ａｚ０９！～年 a".chars().map(half_width).collect();
        assert_eq!(plain, "Az09!~年 a");
    }
}
