//! What was meant by a recurrence in words: `每周一、四 in D-14..D` is `Mon,Thu in D-14..D`.

use super::every::ordinal;

/// The recurrence in the language's own words, if that is clear.
pub(super) fn meant(text: &str) -> Option<String> {
    let words = text.trim();
    if words.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return english(words);
    }
    let end = words.find(|c: char| {
        let is_within =
            words.starts_with("每月") || words.starts_with('第') || words.contains('次');
        c == ' ' || c.is_ascii_digit() && !is_within
    });
    let end = end.or_else(|| words.find(' ')).unwrap_or(words.len());
    let (said, rest) = words.split_at_checked(end)?;
    let days = days(said)?;
    Some(format!("{days} {}", rest.trim_start()).trim_end().to_owned())
}

fn days(said: &str) -> Option<String> {
    match said {
        "每天" | "每日" | "天天" => return Some("day".to_owned()),
        "每个工作日" | "每工作日" | "工作日" => return Some("wd".to_owned()),
        "每周" | "每星期" | "每个星期" => return Some("week".to_owned()),
        _ => {}
    }
    if let Some(days) =
        ["每两周", "每2周", "每隔一周", "隔周", "双周"].iter().find_map(|l| said.strip_prefix(l))
    {
        let day = days.trim_start_matches("的").trim_start_matches(['周', '星', '期']);
        return match day {
            "" | "一次" => Some("2w".to_owned()),
            day => weekday(day).map(|day| format!("2w {day}")),
        };
    }
    if let Some(times) = per_week(said) {
        return Some(format!("{times} x week"));
    }
    if let Some(month) = said.strip_prefix("每月").or(said.strip_prefix("每个月")) {
        return of_month(month);
    }
    if said.starts_with('第') || said.starts_with("最后") {
        return of_month(said);
    }
    let week = ["每周", "每星期", "每个星期", "周", "星期"];
    let list = week.iter().find_map(|lead| said.strip_prefix(lead))?;
    let names: Option<Vec<&str>> = list
        .split(['、', '，', ',', '和'])
        .map(|day| weekday(day.trim_start_matches(['周', '星', '期'])))
        .collect();
    names.map(|names| names.join(","))
}

/// `每周三次`, `每周2次`.
fn per_week(said: &str) -> Option<u32> {
    let weeks = ["每周", "每星期", "每个星期"];
    let times = weeks.iter().find_map(|lead| said.strip_prefix(lead))?.strip_suffix('次')?;
    let (number, length) = crate::prose::number(times)?;
    (length == times.len() && (1..=7).contains(&number)).then_some(number)
}

fn of_month(said: &str) -> Option<String> {
    let of_day = |day: &str| {
        let day: u32 = day.trim_end_matches(['日', '号']).parse().ok()?;
        (1..=31).contains(&day).then(|| ordinal(day))
    };
    if said.ends_with(['日', '号']) {
        let days: Option<Vec<String>> = said.split(['、', '，', ',', '和']).map(of_day).collect();
        if let Some(days) = days {
            return Some(days.join(","));
        }
    }
    let (nth, each) = match said.strip_prefix("最后一个").or(said.strip_prefix("最后")) {
        Some(each) => ("last".to_owned(), each),
        None => {
            let (nth, each) = said.strip_prefix('第')?.split_once('个')?;
            let (number, length) = crate::prose::number(nth)?;
            let number = Some(number).filter(|n| length == nth.len() && *n <= 5)?;
            (ordinal(number), each)
        }
    };
    let each = match each {
        "工作日" => "wd",
        "天" | "一天" => "day",
        day => weekday(day.strip_prefix("星期").or(day.strip_prefix("周"))?)?,
    };
    Some(format!("{nth} {each}"))
}

/// Of English words: `2nd Sunday in W`, `every other Friday in W`, `first wd in W`.
fn english(words: &str) -> Option<String> {
    let (said, rest) = words.split_once(" in ").unwrap_or((words, ""));
    let mut out: Vec<String> = Vec::new();
    for word in said.split_whitespace() {
        let list: Option<Vec<&str>> = word.split(',').map(plain).collect();
        match (word, list) {
            ("every" | "each" | "on" | "of" | "the", _) => {}
            ("weeks" | "month", _) if !out.is_empty() => {}
            (clock, _) if clock.contains(':') => out.push(clock.to_owned()),
            (_, Some(list)) => out.push(list.join(",")),
            _ => return None,
        }
    }
    if !rest.is_empty() {
        out.push(format!("in {rest}"));
    }
    Some(out.join(" ")).filter(|meant| meant != words)
}

/// A word of English recurrences in the language's own.
fn plain(word: &str) -> Option<&str> {
    const DAYS: [(&str, &str); 7] = [
        ("monday", "Mon"),
        ("tuesday", "Tue"),
        ("wednesday", "Wed"),
        ("thursday", "Thu"),
        ("friday", "Fri"),
        ("saturday", "Sat"),
        ("sunday", "Sun"),
    ];
    let small = word.to_lowercase();
    let day = DAYS.iter().find(|(whole, short)| {
        let is_long = small.trim_end_matches('s') == *whole;
        is_long || small == short.to_lowercase()
    });
    if let Some((_, short)) = day {
        return Some(short);
    }
    Some(match small.as_str() {
        "first" => "1st",
        "second" => "2nd",
        "third" => "3rd",
        "fourth" => "4th",
        "fifth" => "5th",
        "other" | "fortnightly" | "biweekly" | "2" | "two" => "2w",
        "day" | "days" | "daily" => "day",
        "week" | "weekly" => "week",
        "wd" | "workday" | "workdays" | "weekday" | "weekdays" => "wd",
        "last" => "last",
        _ if super::every::is_nth(word) || super::every::is_weeks(word) => word,
        _ => return None,
    })
}

fn weekday(said: &str) -> Option<&'static str> {
    Some(match said {
        "一" => "Mon",
        "二" => "Tue",
        "三" => "Wed",
        "四" => "Thu",
        "五" => "Fri",
        "六" => "Sat",
        "日" | "天" => "Sun",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn words_are_led_to_the_language() {
        for (said, means) in [
            ("每天 in 活动期", Some("day in 活动期")),
            ("每日17:00 in D-3..D", Some("day 17:00 in D-3..D")),
            ("每个工作日 in 活动期", Some("wd in 活动期")),
            ("每周一、四 in D-14..D", Some("Mon,Thu in D-14..D")),
            ("每周 in 活动期", Some("week in 活动期")),
            ("星期五 17:00 in 活动期", Some("Fri 17:00 in 活动期")),
            ("每月第二个星期日 in 全年", Some("2nd Sun in 全年")),
            ("每月第一个工作日 in 全年", Some("1st wd in 全年")),
            ("每月最后一个周五 in 全年", Some("last Fri in 全年")),
            ("每月15日 in 全年", Some("15th in 全年")),
            ("不时 in 活动期", None),
            ("每周三次 in 活动期", Some("3 x week in 活动期")),
            ("每周两次 in 活动期", Some("2 x week in 活动期")),
            ("每周2次 in 活动期", Some("2 x week in 活动期")),
            ("每周八次 in 活动期", None),
            ("第二个星期日 in 全年", Some("2nd Sun in 全年")),
            ("每月第2个周日 in 全年", Some("2nd Sun in 全年")),
            ("每月1日、15日 in 全年", Some("1st,15th in 全年")),
            ("每两周 in 活动期", Some("2w in 活动期")),
            ("隔周周五 in 活动期", Some("2w Fri in 活动期")),
            ("2nd Sunday in 全年", Some("2nd Sun in 全年")),
            ("first wd in W", Some("1st wd in W")),
            ("every Monday,Thursday 17:00 in W", Some("Mon,Thu 17:00 in W")),
            ("every other Friday in W", Some("2w Fri in W")),
            ("every 2 weeks in W", Some("2w in W")),
            ("now and then in W", None),
        ] {
            assert_eq!(meant(said).as_deref(), means, "{said}");
        }
    }
}
