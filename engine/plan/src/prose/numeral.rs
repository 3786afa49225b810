//! Small numbers as papers write them: 二, 两, 十一, 12, １２.

/// The number that a text begins with, and how many bytes it takes. Up to 999.
pub(crate) fn read(text: &str) -> Option<(u32, usize)> {
    han(text).or_else(|| digits(text))
}

/// The Chinese number that a text begins with, up to 99.
pub(crate) fn han(text: &str) -> Option<(u32, usize)> {
    let mut total = 0;
    let mut last: Option<u32> = None;
    let mut tens = false;
    let mut length = 0;
    for c in text.chars() {
        match (digit(c), c) {
            (Some(d), _) if last.is_none() => last = Some(d),
            (None, '十') if !tens => {
                total = last.take().unwrap_or(1) * 10;
                tens = true;
            }
            _ => break,
        }
        length += c.len_utf8();
    }
    total += last.unwrap_or(0);
    (length > 0).then_some((total, length))
}

fn digit(c: char) -> Option<u32> {
    if c == '两' {
        return Some(2);
    }
    "一二三四五六七八九".chars().zip(1..).find(|(d, _)| *d == c).map(|(_, n)| n)
}

/// The Arabic number that a text begins with, up to three digits.
pub(crate) fn digits(text: &str) -> Option<(u32, usize)> {
    let (mut number, mut length, mut count) = (0, 0, 0);
    for c in text.chars() {
        let wide = u32::from(c).checked_sub(0xff10).filter(|d| *d < 10);
        let Some(d) = c.to_digit(10).or(wide) else { break };
        (number, length, count) = (number * 10 + d, length + c.len_utf8(), count + 1);
        if count > 3 {
            return None;
        }
    }
    (count > 0).then_some((number, length))
}

/// A number up to 99 in Chinese.
pub(crate) fn write(n: u32) -> String {
    let digit = |d: u32| "零一二三四五六七八九".chars().nth(d as usize).map(String::from);
    let (tens, ones) = (n / 10, n % 10);
    let mut out = String::new();
    if tens > 0 {
        out.push_str(&if tens > 1 { digit(tens).unwrap_or_default() } else { String::new() });
        out.push('十');
    }
    if ones > 0 || tens == 0 {
        out.push_str(&digit(ones).unwrap_or_default());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_and_written() {
        for n in 1..100 {
            let text = write(n);
            assert_eq!(han(&text), Some((n, text.len())), "{text}");
        }
        assert_eq!(read("两场"), Some((2, 3)));
        assert_eq!(read("12条"), Some((12, 2)));
        assert_eq!(read("１２条"), Some((12, 6)));
        assert_eq!(read("2026年"), None);
        assert_eq!(read("条"), None);
        assert_eq!(read("三四个"), Some((3, 3)));
    }
}
