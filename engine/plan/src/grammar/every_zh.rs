//! What was meant by a recurrence in words: `每周一、四 in D-14..D` is `Mon,Thu in D-14..D`.

use super::every::ordinal;

/// The recurrence in the language's own words, if that is clear.
pub(super) fn meant(text: &str) -> Option<String> {
    let words = text.trim();
    let end = words.find(|c: char| {
        c == ' ' || c.is_ascii_digit() && !words.starts_with("每月") && !words.contains('次')
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
    if let Some(times) = per_week(said) {
        return Some(format!("{times} x week"));
    }
    if let Some(month) = said.strip_prefix("每月").or(said.strip_prefix("每个月")) {
        return of_month(month);
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
    let day = said.strip_suffix(['日', '号']).and_then(|n| n.parse::<u32>().ok());
    if let Some(day) = day.filter(|day| (1..=31).contains(day)) {
        return Some(ordinal(day));
    }
    let (nth, each) = match said.strip_prefix("最后一个").or(said.strip_prefix("最后")) {
        Some(each) => ("last".to_owned(), each),
        None => {
            let (nth, each) = said.strip_prefix('第')?.split_once('个')?;
            let nth = "一二三四五".chars().position(|c| nth.chars().eq([c]))?;
            (ordinal(u32::try_from(nth).ok()? + 1), each)
        }
    };
    let each = match each {
        "工作日" => "wd",
        "天" | "一天" => "day",
        day => weekday(day.strip_prefix("星期").or(day.strip_prefix("周"))?)?,
    };
    Some(format!("{nth} {each}"))
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
        ] {
            assert_eq!(meant(said).as_deref(), means, "{said}");
        }
    }
}
