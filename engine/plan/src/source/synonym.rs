//! Fields and words of closed lists by other names: what other tools call them, and what they are called in
//! Chinese.

use wallchart_words::{Lang, ids, text};

/// A field, and what else it goes by.
const SYNONYMS: &[(&str, &[&str])] = &[
    (
        "owner",
        &[
            "lead",
            "assignee",
            "responsible",
            "牵头",
            "牵头单位",
            "负责",
            "负责单位",
            "责任单位",
            "承办单位",
        ],
    ),
    ("support", &["supporters", "helpers", "配合", "配合单位", "协办", "协办单位"]),
    ("informed", &["cc", "watchers", "抄送", "知悉"]),
    ("leader", &["manager", "分管", "分管领导", "负责人"]),
    (
        "needs",
        &["depends", "depends_on", "after", "predecessors", "requires", "前置", "前置任务", "依赖"],
    ),
    ("due", &["deadline", "due_date", "by", "时限", "完成时限", "截止", "截止日期", "期限"]),
    ("when", &["date", "at", "on", "时间", "日期", "活动时间"]),
    ("takes", &["duration", "length", "effort", "estimate", "工期", "时长", "用时"]),
    ("each", &["foreach", "for_each", "per", "分摊", "每个"]),
    ("every", &["repeat", "recurs", "recurrence", "rrule", "周期", "循环", "频次"]),
    ("pick", &["window", "自选", "自行安排"]),
    ("about", &["description", "desc", "note", "notes", "detail", "说明", "备注", "内容", "要求"]),
    ("title", &["name", "label", "名称", "标题"]),
    ("place", &["location", "where", "venue", "地点", "场地"]),
    ("kind", &["type", "category", "类型", "类别"]),
    ("steps", &["checklist", "todo", "subtasks", "清单", "步骤"]),
    ("evidence", &["attachments", "deliverables", "proof", "佐证", "佐证材料", "附件", "材料"]),
    ("measures", &["metrics", "kpis", "指标", "数据"]),
    ("review", &["reviewer", "approver", "审核", "审核人", "审核单位"]),
    ("remind", &["reminders", "alerts", "提醒", "催办"]),
    ("escalate", &["escalation", "上报"]),
    ("objective", &["goal", "purpose", "目标"]),
    ("anchor", &["day", "d_day", "活动日"]),
    ("coordinator", &["secretariat", "organizer", "组织协调", "协调单位"]),
    ("units", &["departments", "organizations", "单位"]),
    ("streams", &["workstreams", "sections", "phases", "板块"]),
    ("tasks", &["任务"]),
    ("people", &["members", "staff", "人员"]),
    ("aka", &["aliases", "former", "别名", "旧名", "曾用名"]),
];

/// The one of `fields` that is also called so.
pub(super) fn field<'f>(
    written: &str,
    fields: impl IntoIterator<Item = &'f str>,
) -> Option<&'f str> {
    let written = written.to_lowercase();
    let meant = SYNONYMS.iter().filter(|(_, words)| words.contains(&written.as_str()));
    let meant: Vec<&str> = meant.map(|(field, _)| *field).collect();
    fields.into_iter().find(|field| meant.contains(field))
}

/// Words of closed lists, and what else they go by; what they are called on screens counts as well.
const WORDS: &[(&str, &[&str])] = &[
    ("true", &["yes", "是", "有", "对"]),
    ("false", &["no", "否", "无", "不是"]),
    ("none", &["无", "不用", "免"]),
    ("yes_no", &["bool", "boolean", "是否"]),
    ("text", &["string", "文字", "文本"]),
    ("number", &["int", "integer", "数字", "数"]),
    ("date", &["day", "日期"]),
    ("choice", &["选项", "选择"]),
    ("unit", &["单位"]),
    ("stop", &["停", "停止", "终止"]),
    ("leader", &["领导", "负责人"]),
    ("contact", &["联络员", "联络人"]),
    ("bureau", &["市局", "县局", "区局"]),
    ("office", &["办公室", "处室", "股室"]),
    ("branch", &["所", "分局", "基层所"]),
    ("brigade", &["大队", "执法队"]),
    ("event", &["活动"]),
    ("report", &["报告", "总结"]),
    ("document", &["文件", "发文"]),
    ("duty", &["值班"]),
];

/// What words are called on screens: the beginnings of the names of those messages.
const SHOWN: [&str; 3] = ["views-kind-", "views-unit-", "views-role-"];

/// The one of `words` that is also called so.
pub(super) fn word<'w>(
    written: &str,
    words: impl IntoIterator<Item = &'w str> + Clone,
) -> Option<&'w str> {
    let written = written.to_lowercase();
    let is_said = |word: &str| {
        let said = WORDS.iter().find(|(known, _)| *known == word);
        said.is_some_and(|(_, all)| all.contains(&written.as_str()))
    };
    let is_shown = |word: &str| {
        let names = SHOWN.map(|lead| format!("{lead}{}", word.replace('_', "-")));
        let shown = ids::ALL.iter().filter(|message| names.iter().any(|n| n == message.id()));
        shown.into_iter().any(|message| text(Lang::Zh, *message, &[]) == written)
    };
    let mut meant = words.clone().into_iter().filter(|word| is_said(word));
    meant.next().or_else(|| words.into_iter().find(|word| is_shown(word)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{SYNONYMS, WORDS, field, word};

    #[test]
    fn words_are_known_by_what_screens_call_them() {
        let kinds = ["meeting", "joint_inspection", "report"];
        assert_eq!(word("会议", kinds), Some("meeting"));
        assert_eq!(word("联合检查", kinds), Some("joint_inspection"));
        assert_eq!(word("报告", kinds), Some("report"));
        assert_eq!(word("是", ["true", "false"]), Some("true"));
        assert_eq!(word("会议", ["true", "false"]), None);
        let all: BTreeSet<&str> = WORDS.iter().map(|(word, _)| *word).collect();
        assert_eq!(all.len(), WORDS.len());
    }

    #[test]
    fn other_names_lead_to_the_field_where_it_may_stand() {
        let task = ["owner", "due", "needs", "about"];
        assert_eq!(field("deadline", task), Some("due"));
        assert_eq!(field("Description", task), Some("about"));
        assert_eq!(field("前置任务", task), Some("needs"));
        assert_eq!(field("牵头单位", ["kind", "people"]), None);
        assert_eq!(field("whatever", task), None);
    }

    #[test]
    fn no_name_stands_for_two_fields() {
        let words: Vec<&str> = SYNONYMS.iter().flat_map(|(_, words)| *words).copied().collect();
        assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), words.len());
    }
}
