//! Lengths: `90m`, `4h`, `3d`, `5wd`, `2w`, `half day`, and estimates `2..3..5wd`.

use super::{Mistake, full_width};
use crate::codes;
use crate::expanded::Estimate;
use crate::limits::DAYS_MAX;
use crate::prose;
use crate::time::{DAY_MIN, Span};

/// Half a day's work, in minutes.
const HALF_DAY_MIN: i64 = 240;

/// Reads a length that is not negative.
pub(crate) fn span(text: &str) -> Result<Span, Mistake> {
    if text.trim() == "half day" {
        return Ok(Span::Minutes(HALF_DAY_MIN));
    }
    signed(text).and_then(|span| if text.starts_with('-') { Err(bad(text)) } else { Ok(span) })
}

/// Reads a length with or without a sign.
pub(crate) fn signed(text: &str) -> Result<Span, Mistake> {
    if let Ok(span) = text.parse() {
        return if is_far(span) { Err(far("span", text, 0..text.len())) } else { Ok(span) };
    }
    Err(full_width(text).unwrap_or_else(|| bad(text)))
}

fn is_far(span: Span) -> bool {
    let days = match span {
        Span::Minutes(n) => n.unsigned_abs() / DAY_MIN.unsigned_abs(),
        Span::Days(n) | Span::WorkDays(n) => n.unsigned_abs().into(),
    };
    days > DAYS_MAX.unsigned_abs().into()
}

/// Says that the text means a time too far off, or too long; `what` is which of them.
pub(crate) fn far(what: &'static str, text: &str, at: std::ops::Range<usize>) -> Mistake {
    let part = text.get(at.clone()).unwrap_or_default().to_owned();
    let mistake = Mistake::new(&codes::E075, at).with("what", what);
    mistake.with("text", part).with("found", 0).with("max", 0)
}

fn bad(text: &str) -> Mistake {
    let mistake = Mistake::new(&codes::E041, 0..text.len()).with("text", text);
    if matches!(text.trim(), "半天" | "半日" | "半个工作日" | "half-day" | "half a day" | "0.5d")
    {
        return mistake.suggest("half day").fix(0..text.len(), "half day");
    }
    let (number, rest) = match prose::han(text.trim()) {
        Some((n, length)) => (n.to_string(), text.trim().get(length..).unwrap_or_default()),
        None => {
            let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
            let rest = text.get(digits.len()..).unwrap_or_default();
            (digits, rest)
        }
    };
    let rest = rest.trim();
    let unit = match rest {
        "" | "天" | "日" | "day" | "days" => "d",
        "个工作日" | "工作日" | "wds" | "workdays" | "working days" => "wd",
        "小时" | "个小时" | "hour" | "hours" | "hr" => "h",
        "分" | "分钟" | "min" | "mins" | "minutes" => "m",
        "周" | "星期" | "个星期" | "week" | "weeks" => "w",
        _ => return mistake,
    };
    let fixed = format!("{number}{unit}");
    // Without a number, or with too long a one, it doesn't read either.
    if fixed.parse::<Span>().is_err() {
        return mistake;
    }
    // A bare number may be hours as well as days.
    let mistake = mistake.suggest(&fixed);
    if rest.is_empty() { mistake } else { mistake.fix(0..text.len(), fixed) }
}

/// Reads how long a task takes: one length, or `min..likely..max` with the unit at the last.
pub(crate) fn estimate(text: &str) -> Result<Estimate, Mistake> {
    if let Some(wide) = full_width(text) {
        return Err(wide);
    }
    let parts: Vec<&str> = text.split("..").collect();
    let [min, likely, max] = parts.as_slice() else {
        if parts.len() == 1 {
            return span(text).map(Estimate::exactly);
        }
        return Err(Mistake::new(&codes::E041, 0..text.len()).with("text", text));
    };
    let unit = max.trim().trim_start_matches(|c: char| c.is_ascii_digit());
    let mut at = 0;
    let mut spans = [Span::ZERO; 3];
    for (slot, part) in spans.iter_mut().zip([min, likely, max]) {
        let bare = part.trim();
        let with_unit = if bare.chars().all(|c| c.is_ascii_digit()) {
            format!("{bare}{unit}")
        } else {
            bare.to_owned()
        };
        *slot = span(&with_unit)
            .map_err(|_| Mistake::new(&codes::E041, at..at + part.len()).with("text", *part))?;
        at += part.len() + 2;
    }
    let [min, likely, max] = spans;
    let ordered = matches!(
        (min, likely, max),
        (Span::Minutes(a), Span::Minutes(b), Span::Minutes(c)) if a <= b && b <= c
    ) || matches!(
        (min, likely, max),
        (Span::Days(a), Span::Days(b), Span::Days(c)) | (Span::WorkDays(a), Span::WorkDays(b), Span::WorkDays(c)) if a <= b && b <= c
    );
    if ordered {
        Ok(Estimate { min, likely, max })
    } else {
        Err(Mistake::new(&codes::E041, 0..text.len()).with("text", text))
    }
}
