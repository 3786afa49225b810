//! What was meant by a third of a month in words: `3月上旬至4月中旬` is `03 early..04 mid`.

/// The stretch in the language's own words, if that is clear.
pub(crate) fn meant(text: &str) -> Option<String> {
    let text = text.trim();
    let (from, to) = match text.split_once(['至', '到', '～', '~', '—']) {
        Some((from, to)) => (from, Some(to.trim_start_matches('—'))),
        None => (text, None),
    };
    let from = third(from.trim())?;
    match to {
        Some(to) => Some(format!("{from}..{}", third(to.trim())?)),
        None => Some(from),
    }
}

fn third(said: &str) -> Option<String> {
    let (year, rest) = match said.split_once('年') {
        Some((year, rest)) => (Some(year.trim()), rest),
        None => (None, said),
    };
    let (month, part) = rest.split_once(['月'])?;
    let word = match part.trim().trim_start_matches('份') {
        "上旬" => "early",
        "中旬" => "mid",
        "下旬" => "late",
        _ => return None,
    };
    let (month, length) = crate::prose::number(month.trim())?;
    let is_month = (1..=12).contains(&month) && length == rest.split_once('月')?.0.trim().len();
    let is_year = |year: &str| year.len() == 4 && year.parse::<u32>().is_ok();
    match year {
        _ if !is_month => None,
        Some(year) => is_year(year).then(|| format!("{year}-{month:02} {word}")),
        None => Some(format!("{month:02} {word}")),
    }
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn thirds_of_months_are_led_to_the_language() {
        for (said, means) in [
            ("3月上旬", Some("03 early")),
            ("三月下旬", Some("03 late")),
            ("2026年12月中旬", Some("2026-12 mid")),
            ("3月上旬至4月中旬", Some("03 early..04 mid")),
            ("13月上旬", None),
            ("上旬", None),
            ("活动期", None),
        ] {
            assert_eq!(meant(said).as_deref(), means, "{said}");
        }
    }
}
