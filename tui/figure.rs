//! Figures as people write them: `50`, `1000余`, `近300`, `10万余份`, `over 700`.

use rust_decimal::Decimal;
use wallchart_campaign::command::Qualifier;

/// A number as written, with how exact it is and the unit of quantity behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// How much.
    pub value: Decimal,
    /// How exact.
    pub qualifier: Qualifier,
    /// What stands behind the number: `份`, or nothing.
    pub quantity: String,
}

impl Written {
    /// Whether it can be a figure that is counted in this unit: nothing else stands behind the number.
    pub fn is_in(&self, quantity: &str) -> bool {
        self.quantity.is_empty() || self.quantity == quantity
    }
}

const ABOVE: &[&str] = &["余", "多", "+"];
const BELOW: &[&str] = &["近", "不足", "nearly ", "almost ", "under ", "<"];
const OVER: &[&str] = &["超", "over ", "more than ", ">"];
const PLAIN: &[&str] = &["共", "约", "about ", "~", "≈"];
const SCALES: &[(&str, i64)] = &[("万", 10_000), ("亿", 100_000_000), ("千", 1_000), ("百", 100)];

/// Reads a number; `None` when there is none, or when it goes on as no number does: `1,5`, `70 0`.
pub fn written(text: &str) -> Option<Written> {
    let text = half_width(text.trim());
    let mut rest = text.as_str();
    let mut qualifier = Qualifier::Exact;
    if let Some(cut) = strip_any(rest, BELOW) {
        (rest, qualifier) = (cut, Qualifier::Below);
    } else if let Some(cut) = strip_any(rest, OVER) {
        (rest, qualifier) = (cut, Qualifier::Above);
    } else if let Some(cut) = strip_any(rest, PLAIN) {
        rest = cut;
    }
    rest = rest.trim_start();
    let end = rest
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '-')))
        .unwrap_or(rest.len());
    let (digits, mut rest) = rest.split_at(end);
    let mut value: Decimal = ungrouped(digits)?.parse().ok()?;
    loop {
        if let Some(cut) = strip_any(rest, ABOVE) {
            (rest, qualifier) = (cut, Qualifier::Above);
        } else if let Some((word, times)) = SCALES.iter().find(|(word, _)| rest.starts_with(word)) {
            value = value.checked_mul(Decimal::from(*times))?;
            rest = rest.strip_prefix(word)?;
        } else {
            let quantity = rest.trim().to_owned();
            let is_number = quantity.contains(|c: char| c.is_ascii_digit() || c == '=');
            return (!is_number).then_some(Written { value, qualifier, quantity });
        }
    }
}

/// The digits without commas, which stand between groups of three or not at all.
fn ungrouped(digits: &str) -> Option<String> {
    let whole = digits.split('.').next().unwrap_or_default().trim_start_matches('-');
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let fits = !digits.split('.').skip(1).any(|part| part.contains(','))
        && (whole == first || (1..=3).contains(&first.len()))
        && groups.all(|group| group.len() == 3);
    fits.then(|| digits.replace(',', ""))
}

fn strip_any<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| text.strip_prefix(word))
}

/// The text with full-width letters, digits and marks as plain ones.
pub fn half_width(text: &str) -> String {
    text.chars().map(wallchart_words::half_width).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, value: &str, qualifier: Qualifier, quantity: &str) {
        let quantity = quantity.to_owned();
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
        check("700+", "700", Qualifier::Above, "");
        check("over 700 doors", "700", Qualifier::Above, "doors");
        check("nearly 1,000", "1000", Qualifier::Below, "");
        check("７０", "70", Qualifier::Exact, "");
        check("-5", "-5", Qualifier::Exact, "");
        check("7OO", "7", Qualifier::Exact, "OO");
        let none =
            ["", "份", "余", "1.2.3", "--5", "1,5", "12,3456", "70 0", "1e3", "300,contacts=80"];
        for none in none {
            assert_eq!(written(none), None, "{none}");
        }
    }

    #[test]
    fn nothing_else_may_stand_behind_a_figure() {
        let fits = |text: &str, quantity: &str| written(text).unwrap().is_in(quantity);
        assert!(fits("650", "户") && fits("650户", "户") && fits("650 visits", "visits"));
        assert!(!fits("3.5m", "cm") && !fits("7OO", "户") && !fits("650 visits", "户"));
    }
}
