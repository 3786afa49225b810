//! Figures as people write them: `50`, `1000余`, `近300`, `10万余份`.

use rust_decimal::Decimal;
use wallchart_campaign::command::Qualifier;

/// A number as written, with how exact it is and the unit of quantity behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Written<'a> {
    /// How much.
    pub value: Decimal,
    /// How exact.
    pub qualifier: Qualifier,
    /// What stands behind the number: `份`, or nothing.
    pub quantity: &'a str,
}

const ABOVE: &[&str] = &["余", "多"];
const BELOW: &[&str] = &["近", "不足"];
const PLAIN: &[&str] = &["共", "约"];
const SCALES: &[(&str, i64)] = &[("万", 10_000), ("亿", 100_000_000), ("千", 1_000), ("百", 100)];

/// Reads a number; `None` when there is none.
pub fn written(text: &str) -> Option<Written<'_>> {
    let mut rest = text.trim();
    let mut qualifier = Qualifier::Exact;
    if let Some(cut) = strip_any(rest, BELOW) {
        (rest, qualifier) = (cut, Qualifier::Below);
    } else if let Some(cut) = strip_any(rest, PLAIN) {
        rest = cut;
    }
    let end = rest
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '-')))
        .unwrap_or(rest.len());
    let (digits, mut rest) = rest.split_at(end);
    let mut value: Decimal = digits.replace(',', "").parse().ok()?;
    loop {
        if let Some(cut) = strip_any(rest, ABOVE) {
            (rest, qualifier) = (cut, Qualifier::Above);
        } else if let Some((word, times)) = SCALES.iter().find(|(word, _)| rest.starts_with(word)) {
            value = value.checked_mul(Decimal::from(*times))?;
            rest = rest.strip_prefix(word)?;
        } else {
            return Some(Written { value, qualifier, quantity: rest.trim() });
        }
    }
}

fn strip_any<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| text.strip_prefix(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, value: &str, qualifier: Qualifier, quantity: &str) {
        let expect = Written { value: value.parse().unwrap(), qualifier, quantity };
        assert_eq!(written(text), Some(expect), "{text}");
    }

    #[test]
    fn figures_are_read_as_people_write_them() {
        check("50", "50", Qualifier::Exact, "");
        check("1000余份", "1000", Qualifier::Above, "份");
        check("10万余份", "100000", Qualifier::Above, "份");
        check("近300条", "300", Qualifier::Below, "条");
        check("1,200.5公斤", "1200.5", Qualifier::Exact, "公斤");
        check("12016多人次", "12016", Qualifier::Above, "人次");
        for none in ["", "份", "余", "1.2.3", "--5"] {
            assert_eq!(written(none), None, "{none}");
        }
    }
}
