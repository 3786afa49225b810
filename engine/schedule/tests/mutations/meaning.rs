//! What is done to a value by its field: values that read well and mean nothing, or what can't be.

use wallchart_plan::syntax::Shape;

use crate::site::Site;

type Made = Vec<(&'static str, String)>;

/// Other values for the field, as a plan would write them.
pub(crate) fn values(site: &Site) -> Made {
    let field = site.field.as_str();
    let mut made = if site.shape == Shape::Text { texts(site) } else { Made::new() };
    made = made.into_iter().map(|(kind, text)| (kind, format!("{text:?}"))).collect();
    let mut bare = |kind, value: &str| made.push((kind, value.to_owned()));
    match field {
        "version" | "calendar file.version" => {
            bare("later version", "2");
            bare("no version", "0");
        }
        "task.count" | "task.steps_done" => {
            let count: u32 = site.text.parse().unwrap();
            bare("one more", &(count + 1).to_string());
            bare("one less", &(count - 1).to_string());
            bare("absurdly many", "999999");
        }
        "calendar file.notices[].year" => bare("another year", "2031"),
        "task.kind" | "stream.kind" => bare("another word", "contest"),
        "unit.kind" => bare("another word", "community"),
        "unit.people{}" => bare("another word", "expert"),
        "task.milestone" | "task.nil_report" | "unit.outside" => bare("another word", "false"),
        "task.review" if site.shape == Shape::Word => bare("another word", "true"),
        _ => {}
    }
    made
}

/// Other keys.
pub(crate) fn keys(site: &Site) -> Made {
    let quoted = |kind, key: &str| (kind, format!("{key:?}"));
    match site.field.as_str() {
        "targets{}" => vec![quoted("unknown measure", "查无此数"), quoted("unit for it", "消保科")],
        "defaults.escalate{}" => vec![
            quoted("no moment", "超期三天"),
            quoted("far too late", "due+9999wd"),
            quoted("before the date", "due-3wd"),
        ],
        "units" | "windows" => Vec::new(),
        "task" => vec![quoted("id that can't be", "甲|乙")],
        "unit" => {
            vec![quoted("name that says nobody", "相关科室"), quoted("id that can't be", "甲|乙")]
        }
        _ => Vec::new(),
    }
}

/// Texts with a meaning, by field.
fn texts(site: &Site) -> Made {
    match site.field.as_str() {
        "task.due" | "task.series{}" | "start" => date(site),
        "windows{}" => [window(), vec![("window for a window", "值守期")]].concat(),
        "task.when" | "task.pick" => window(),
        "task.every" => recurrence(),
        "task.takes" | "defaults.takes" | "defaults.ack" => length(),
        "task.needs[]" => need(site),
        "task.each" | "unit.each" => vec![
            ("unknown name", "查无此组"),
            ("unit for it", "市场监管局"),
            ("task for it", "印发通知"),
            ("product with itself", "行业 × 行业"),
        ],
        "group" => vec![("unknown name", "查无此组"), ("unit for it", "市场监管局")],
        "task.leader" => vec![
            ("unknown name", "张三"),
            ("unit for it", "市场监管局"),
            ("another of its kind", "个-甲"),
        ],
        "task.objective" | "stream.objective" => vec![
            ("unknown name", "O9"),
            ("unit for it", "市场监管局"),
            ("another of its kind", "O5"),
        ],
        "task.measures[]" => vec![
            ("unknown name", "查无此数 >= 3"),
            ("unit for it", "市场监管局"),
            ("unknown sign", "走访 => 25"),
            ("target below nothing", "走访 >= -5"),
            ("target in words", "走访 >= 很多"),
            ("absurd target", "走访 >= 999999999999999999999999999999999"),
            ("another of its kind", "典型案件 >= 25"),
        ],
        "targets{}" => vec![
            ("unknown sign", "=> 25"),
            ("target below nothing", ">= -5"),
            ("target in words", ">= 很多"),
            ("absurd target", ">= 999999999999999999999999999999999"),
        ],
        "measures{}" => vec![
            ("counts towards none", "份 -> 查无此数"),
            ("counts towards another quantity", "亩 -> 咨询"),
        ],
        "task.evidence[]" => vec![
            ("no piece", "照片 x0"),
            ("pieces below nothing", "照片 x-1"),
            ("pieces in words", "照片 x三"),
            ("absurdly many", "照片 x99999999999"),
        ],
        "defaults.remind[]" => vec![("no moment", "前三天"), ("far too early", "due-9999wd")],
        "zone" => vec![("unknown name", "Asia/Shanghia")],
        "calendar" | "include[]" => vec![
            ("unknown name", "查无此文件.ron"),
            ("out of the folder", "../../315.ron"),
            ("plan for it", "315.ron"),
        ],
        "anchor" => {
            vec![("no date", "三月半"), ("date that is none", "13-45"), ("far too early", "02-01")]
        }
        "calendar file.notices[].off[]" | "calendar file.notices[].makeup[]" => vec![
            ("no date", "春节"),
            ("date that is none", "2026-02-30"),
            ("turned round", "2026-02-20..2026-02-10"),
            ("another year", "2031-05-01"),
        ],
        "calendar file.notices[].published" => {
            vec![("no date", "去年"), ("date that is none", "2026-02-30")]
        }
        "calendar file.office.am" | "calendar file.office.pm" => vec![
            ("no time", "上午"),
            ("time that is none", "25:00..26:00"),
            ("turned round", "12:00..08:30"),
        ],
        "task.title" | "task.about" | "task.place" | "task.steps[]" | "title" | "id"
        | "objectives{}" | "vars{}" | "basis[]" | "notice.number" => prose(site),
        _ if names_units(site) => units(site),
        _ => Vec::new(),
    }
    .into_iter()
    .map(|(kind, text)| (kind, text.to_owned()))
    .chain(made_of(site))
    .collect()
}

/// Texts that are made of the one that stands there.
fn made_of(site: &Site) -> Made {
    let text = &site.text;
    match site.field.as_str() {
        "task.needs[]" => vec![
            ("itself", site.of.clone()),
            ("lag without a unit", format!("{text} +2")),
            ("unknown instance", format!("{text}@查无此局")),
        ],
        "task.due" => vec![("unknown roll", format!("{text} roll up"))],
        "task.title" | "task.about" | "task.place" | "task.steps[]" | "title" | "id"
        | "objectives{}" | "vars{}" | "basis[]" | "notice.number" => {
            vec![("unknown var", format!("{text}{{them}}")), ("blank", format!("xx月xx日{text}"))]
        }
        _ => Vec::new(),
    }
}

fn date(site: &Site) -> Vec<(&'static str, &'static str)> {
    let mut made = vec![
        ("no date", "下周五"),
        ("date that is none", "2026-02-30"),
        ("far too early", "D-300"),
        ("far too late", "D+300"),
        ("beyond all bounds", "D-99999"),
    ];
    if site.field == "task.due" {
        made.push(("after an unknown task", "after 查无此事 +2wd"));
        made.push(("window for it", "活动季"));
    }
    made
}

fn window() -> Vec<(&'static str, &'static str)> {
    vec![
        ("no date", "下周五"),
        ("date that is none", "2026-02-30"),
        ("turned round", "D+5..D-5"),
        ("turned round in a day", "D 11:30..09:30"),
        ("unknown window", "活动季"),
        ("far too early", "D-300"),
        ("far too late", "D+300"),
        ("no time at all", "D 09:00..09:05"),
    ]
}

fn recurrence() -> Vec<(&'static str, &'static str)> {
    vec![
        ("no recurrence", "每天 in 活动期"),
        ("unknown window", "wd in 活动季"),
        ("turned round", "wd in D+5..D-5"),
        ("never", "Mon in D..D"),
        ("time that is none", "day 25:00 in 活动期"),
        ("another recurrence", "week in 活动期"),
    ]
}

fn length() -> Vec<(&'static str, &'static str)> {
    vec![
        ("no length", "两天"),
        ("far too long", "300wd"),
        ("beyond all bounds", "99999wd"),
        ("below nothing", "-2wd"),
        ("turned round", "9..8..6wd"),
        ("another length", "2d"),
    ]
}

fn need(_: &Site) -> Vec<(&'static str, &'static str)> {
    vec![
        ("unknown name", "查无此事"),
        ("unit for it", "市场监管局"),
        ("measure for it", "走访"),
        ("more than there are", "999 of 专项执法"),
        ("more than all", "180% of 专项执法"),
        ("far too long a lag", "上年回顾 +300wd"),
        ("the last task", "总结"),
        ("the first task", "上年回顾"),
    ]
}

/// Whether the field names units or groups.
fn names_units(site: &Site) -> bool {
    let fields = [
        "coordinator",
        "sponsors[]",
        "notice.to[]",
        "notice.cc[]",
        "defaults.review",
        "defaults.escalate{}",
        "stream.owner",
        "stream.review",
        "task.owner",
        "task.support[]",
        "task.informed[]",
        "task.proxy",
        "task.review",
        "unit.above",
        "groups{}[]",
        "lists{}{}",
        "lists{}{}[]",
    ];
    fields.contains(&site.field.as_str())
}

fn units(site: &Site) -> Vec<(&'static str, &'static str)> {
    let mut made = vec![
        ("unknown name", "查无此局"),
        ("person for it", "局-甲"),
        ("task for it", "印发通知"),
        ("measure for it", "走访"),
        ("whoever it concerns", "相关科室"),
        ("former name", "质监局"),
        ("another of its kind", "检测中心"),
    ];
    if !site.field.ends_with("[]") || site.field == "sponsors[]" {
        made.push(("group for it", "所分局"));
    }
    made
}

fn prose(site: &Site) -> Vec<(&'static str, &'static str)> {
    match site.field.as_str() {
        "task.about" | "task.steps[]" => vec![
            ("words for nobody", "由相关科室配合"),
            ("former name", "送质监局备案"),
            ("gap", "一是发动，三是总结"),
            ("annex that is none", "见附件9"),
        ],
        "task.title" => vec![("words for nobody", "相关部门会议"), ("former name", "质监局开放日")],
        _ => Vec::new(),
    }
}
