//! What was meant by a time in words: `D前3个工作日` is `D-3wd`, `3月15日上午` is `2026-03-15 am`,
//! `3月上旬` is `03 early`.

use crate::prose::number;

/// Marks between two ends.
const BETWEEN: [&str; 6] = ["至", "到", "——", "—", "～", "~"];

/// Words that a paper sets around a time and that say nothing.
const IDLE: [&str; 5] = ["之前", "以前", "前完成", "当天", "完成"];

/// The time in the language's own words, if that is clear. A day without its year is in `year`.
pub(super) fn meant(text: &str, year: Option<i32>) -> Option<String> {
    let text = text.trim();
    let ends = BETWEEN.iter().find_map(|mark| text.split_once(mark)).or(text.split_once(".."));
    let Some((from, to)) = ends else { return point(text, year) };
    let to = clock(to.trim()).or_else(|| point(to, year))?;
    Some(format!("{}..{to}", point(from, year)?))
}

fn point(text: &str, year: Option<i32>) -> Option<String> {
    let text = text.trim().trim_start_matches("自").trim_start_matches("从").trim();
    let text = IDLE.iter().find_map(|idle| text.strip_suffix(idle)).unwrap_or(text).trim_end();
    if let Some(third) = third(text) {
        return Some(third);
    }
    let (day, rest) = anchored(text).or_else(|| dated(text, year))?;
    let rest = rest.trim();
    if rest.is_empty() { Some(day) } else { Some(format!("{day} {}", clock(rest)?)) }
}

/// `D`, `D-3工作日`, `D前3天`, and what follows.
fn anchored(text: &str) -> Option<(String, &str)> {
    let rest = text.strip_prefix(['D', 'd'])?;
    let signs = [("前", '-'), ("后", '+'), ("-", '-'), ("+", '+')];
    let sign = signs.iter().find_map(|(word, sign)| Some((*sign, rest.strip_prefix(word)?)));
    let Some((sign, rest)) = sign else { return Some(("D".to_owned(), rest)) };
    let (count, length) = number(rest.trim_start())?;
    let rest = rest.trim_start().get(length..)?.trim_start();
    let units = [
        ("个工作日", "wd"),
        ("工作日", "wd"),
        ("wd", "wd"),
        ("天", ""),
        ("日", ""),
        ("d", ""),
        ("个星期", "w"),
        ("星期", "w"),
        ("周", "w"),
        ("w", "w"),
    ];
    let unit = units.iter().find_map(|(word, unit)| Some((*unit, rest.strip_prefix(word)?)));
    let (unit, rest) = unit.unwrap_or(("", rest));
    Some((format!("D{sign}{count}{unit}"), rest))
}

/// `2026年3月15日`, `3月15日`, `3月15号`, and what follows.
fn dated(text: &str, year: Option<i32>) -> Option<(String, &str)> {
    let (year, rest) = match text.split_once('年') {
        Some((y, rest)) => (y.trim().parse().ok().filter(|_| y.trim().len() == 4)?, rest),
        None => (year?, text),
    };
    let (month, length) = number(rest.trim_start())?;
    let rest = rest.trim_start().get(length..)?.strip_prefix('月')?;
    let (day, length) = number(rest)?;
    let rest = rest.get(length..)?.trim_start_matches(['日', '号']);
    let is_day = chrono::NaiveDate::from_ymd_opt(year, month, day).is_some();
    is_day.then(|| (format!("{year}-{month:02}-{day:02}"), rest))
}

/// `3月上旬`, `2026年三月下旬`.
fn third(text: &str) -> Option<String> {
    let (year, rest) = match text.split_once('年') {
        Some((year, rest)) => (Some(year.trim()), rest),
        None => (None, text),
    };
    let (month, part) = rest.split_once('月')?;
    let word = match part.trim().trim_start_matches('份') {
        "上旬" => "early",
        "中旬" => "mid",
        "下旬" => "late",
        _ => return None,
    };
    let (n, length) = number(month.trim())?;
    let is_month = (1..=12).contains(&n) && length == month.trim().len();
    let is_year = |year: &str| year.len() == 4 && year.parse::<u32>().is_ok();
    match year {
        _ if !is_month => None,
        Some(year) => is_year(year).then(|| format!("{year}-{n:02} {word}")),
        None => Some(format!("{n:02} {word}")),
    }
}

/// `上午`, `9点`, `下午3点半`, `9:30`.
fn clock(text: &str) -> Option<String> {
    let halves = [("上午", "am"), ("早上", "am"), ("中午", "noon"), ("下午", "pm"), ("晚上", "pm")];
    let half = halves.iter().find_map(|(word, half)| Some((*half, text.strip_prefix(word)?)));
    let (half, rest) = half.unwrap_or(("", text));
    let rest = rest.trim();
    if rest.is_empty() {
        return (!half.is_empty() && !text.starts_with("晚上")).then(|| half.to_owned());
    }
    let (hour, length) = number(rest)?;
    let rest = rest.get(length..)?;
    let minute = match rest.strip_prefix(['点', '时', ':', '：'])? {
        "" | "整" => 0,
        "半" => 30,
        rest => {
            let (minute, length) = number(rest)?;
            matches!(rest.get(length..)?, "" | "分").then_some(minute)?
        }
    };
    let hour = if half == "pm" && hour < 12 { hour + 12 } else { hour };
    (hour <= 24 && minute < 60).then(|| format!("{hour:02}:{minute:02}"))
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn words_are_led_to_the_language() {
        for (said, means) in [
            ("D-3个工作日", Some("D-3wd")),
            ("D+5工作日", Some("D+5wd")),
            ("D前三天", Some("D-3")),
            ("D后两周", Some("D+2w")),
            ("D 上午", Some("D am")),
            ("D当天", Some("D")),
            ("D 9点", Some("D 09:00")),
            ("D 9:30", Some("D 09:30")),
            ("D-1 下午3点半", Some("D-1 15:30")),
            ("D 9点至11点半", Some("D 09:00..11:30")),
            ("D-7至D+5", Some("D-7..D+5")),
            ("6月21日", Some("2026-06-21")),
            ("6月21日前完成", Some("2026-06-21")),
            ("2026年3月5日上午", Some("2026-03-05 am")),
            ("2月10日到2月28日", Some("2026-02-10..2026-02-28")),
            ("三月十五日", Some("2026-03-15")),
            ("三月二十三日", Some("2026-03-23")),
            ("3月上旬", Some("03 early")),
            ("三月下旬", Some("03 late")),
            ("2026年12月中旬", Some("2026-12 mid")),
            ("3月上旬至4月中旬", Some("03 early..04 mid")),
            ("13月上旬", None),
            ("上旬", None),
            ("2月30日", None),
            ("D 25点", None),
            ("3月活动", None),
            ("晚会", None),
            ("D 晚上", None),
            ("", None),
        ] {
            assert_eq!(meant(said, Some(2026)).as_deref(), means, "{said}");
        }
        assert_eq!(meant("6月21日", None), None);
    }
}
