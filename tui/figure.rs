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

/// What may stand in front of a number, of words that begin alike the longer first.
const BEFORE: &[(&str, Qualifier)] = &[
    ("共", Qualifier::Exact),
    ("大约", Qualifier::About),
    ("约", Qualifier::About),
    ("about ", Qualifier::About),
    ("~", Qualifier::About),
    ("≈", Qualifier::About),
    ("将近", Qualifier::Below),
    ("接近", Qualifier::Below),
    ("近", Qualifier::Below),
    ("不足", Qualifier::Below),
    ("不到", Qualifier::Below),
    ("nearly ", Qualifier::Below),
    ("almost ", Qualifier::Below),
    ("under ", Qualifier::Below),
    ("<", Qualifier::Below),
    ("超过", Qualifier::Above),
    ("超", Qualifier::Above),
    ("逾", Qualifier::Above),
    ("至少", Qualifier::Above),
    ("不少于", Qualifier::Above),
    ("over ", Qualifier::Above),
    ("more than ", Qualifier::Above),
    ("at least ", Qualifier::Above),
    (">", Qualifier::Above),
];
/// What may stand behind it.
const BEHIND: &[(&str, Qualifier)] = &[
    ("余", Qualifier::Above),
    ("多", Qualifier::Above),
    ("+", Qualifier::Above),
    ("以上", Qualifier::Above),
    ("左右", Qualifier::About),
    ("上下", Qualifier::About),
];
const SCALES: &[(&str, i64)] = &[("万", 10_000), ("亿", 100_000_000), ("千", 1_000), ("百", 100)];

/// Reads a number; `None` when there is none, or when it goes on as no number does: `1,5`, `70 0`.
pub fn written(text: &str) -> Option<Written> {
    let text = half_width(text.trim());
    let mut rest = text.as_str();
    let mut qualifier = Qualifier::Exact;
    if let Some(cut) = stripped(rest, BEFORE) {
        (rest, qualifier) = cut;
    }
    rest = rest.trim_start();
    let end = rest
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '-')))
        .unwrap_or(rest.len());
    let (digits, mut rest) = rest.split_at(end);
    let mut value: Decimal = ungrouped(digits)?.parse().ok()?;
    loop {
        if let Some(cut) = stripped(rest, BEHIND) {
            (rest, qualifier) = cut;
        } else if let Some((word, times)) = SCALES.iter().find(|(word, _)| rest.starts_with(word)) {
            value = value.checked_mul(Decimal::from(*times))?;
            rest = rest.strip_prefix(word)?;
        } else {
            // `50人左右`: the unit stands between.
            let behind = BEHIND.iter().find_map(|(word, q)| Some((rest.strip_suffix(word)?, *q)));
            if let Some(cut) = behind {
                (rest, qualifier) = cut;
            }
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

fn stripped<'a>(text: &'a str, words: &[(&str, Qualifier)]) -> Option<(&'a str, Qualifier)> {
    words.iter().find_map(|(word, qualifier)| Some((text.strip_prefix(word)?, *qualifier)))
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
        check("约50", "50", Qualifier::About, "");
        check("~1,200份", "1200", Qualifier::About, "份");
        check("50左右", "50", Qualifier::About, "");
        check("50人左右", "50", Qualifier::About, "人");
        check("50以上", "50", Qualifier::Above, "");
        check("超过50", "50", Qualifier::Above, "");
        check("至少1万户", "10000", Qualifier::Above, "户");
        check("不到300条", "300", Qualifier::Below, "条");
        check("共50", "50", Qualifier::Exact, "");
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
