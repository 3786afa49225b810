//! What the columns of a table hold, guessed from their headings.

/// What a column may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// The task.
    Task,
    /// What kind of activity it is.
    Kind,
    /// The workstream.
    Stream,
    /// The lead unit.
    Owner,
    /// Supporting units.
    Support,
    /// When it is due.
    Due,
    /// What it waits for.
    Needs,
    /// The leader in charge.
    Leader,
    /// Whom to ask.
    Contact,
    /// Where.
    Place,
    /// What else is said.
    About,
    /// The number of the row, by which others may name it.
    Number,
}

/// Headings of each column; where two name one, the earlier is it.
const HEADINGS: &[(Column, &[&str])] = &[
    (
        Column::Task,
        &[
            "工作任务",
            "重点任务",
            "任务名称",
            "任务内容",
            "工作内容",
            "主要任务",
            "工作事项",
            "任务",
            "事项",
            "task",
            "duty",
            "work",
        ],
    ),
    (Column::Kind, &["活动类别", "任务类型", "活动类型", "活动形式", "kind", "kind of activity"]),
    (
        Column::Stream,
        &[
            "板块",
            "任务板块",
            "工作类别",
            "任务类别",
            "类别",
            "分类",
            "stream",
            "workstream",
            "category",
        ],
    ),
    (
        Column::Owner,
        &[
            "牵头单位",
            "牵头部门",
            "牵头科室",
            "主办单位",
            "责任单位",
            "责任部门",
            "责任科室",
            "承办单位",
            "lead unit",
            "owner",
            "lead",
        ],
    ),
    (
        Column::Support,
        &[
            "配合单位",
            "配合部门",
            "配合科室",
            "协办单位",
            "参与单位",
            "协同单位",
            "责任单位",
            "责任部门",
            "责任科室",
            "supporting units",
            "support",
        ],
    ),
    (
        Column::Due,
        &[
            "完成时限",
            "完成时间",
            "办结时限",
            "时间节点",
            "时间要求",
            "截止时间",
            "完成日期",
            "时限",
            "时间",
            "due",
            "deadline",
            "date",
        ],
    ),
    (Column::Needs, &["前置任务", "紧前任务", "前置", "needs", "waits for", "predecessors"]),
    (Column::Leader, &["分管领导", "责任领导", "牵头领导", "leader", "leader in charge"]),
    (Column::Contact, &["联系人", "责任人", "contact", "person in charge"]),
    (Column::Place, &["地点", "活动地点", "地址", "place", "where"]),
    (
        Column::About,
        &["备注", "工作要求", "具体措施", "工作措施", "说明", "about", "remarks", "notes"],
    ),
    (Column::Number, &["序号", "编号", "number", "no", "no."]),
];

/// Which column holds what, counted from 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns(Vec<(Column, usize)>);

impl Column {
    /// The column that a heading names.
    pub fn named(heading: &str) -> Option<Column> {
        let heading = plain(heading);
        let is = |(_, all): &&(Column, &[&str])| all.iter().any(|h| *h == heading);
        HEADINGS.iter().find(is).map(|(column, _)| *column)
    }

    /// What it is called in Chinese.
    pub fn heading(self) -> &'static str {
        HEADINGS.iter().find(|(c, _)| *c == self).and_then(|(_, all)| all.first()).unwrap_or(&"")
    }
}

impl Columns {
    /// Guesses from a row of headings. Nothing where it has no task, or nothing beside.
    pub(super) fn guess(row: &[String]) -> Option<Columns> {
        let headings: Vec<String> = row.iter().map(|cell| plain(cell)).collect();
        let mut found = Columns::default();
        for (column, names) in HEADINGS {
            let free = |at: &usize| !found.0.iter().any(|(_, taken)| taken == at);
            let exact =
                names.iter().find_map(|name| headings.iter().position(|h| h == name).filter(free));
            let holds = |name: &&str| {
                let at =
                    headings.iter().position(|h| name.chars().count() > 1 && h.contains(*name));
                at.filter(free)
            };
            if let Some(at) = exact.or_else(|| names.iter().find_map(holds)) {
                found.0.push((*column, at));
            }
        }
        (found.at(Column::Task).is_some() && found.0.len() > 1).then_some(found)
    }

    /// Takes a column for something, whatever was guessed.
    pub fn set(&mut self, column: Column, at: usize) {
        self.0.retain(|(c, taken)| *c != column && *taken != at);
        self.0.push((column, at));
    }

    /// Which column holds it.
    pub fn at(&self, column: Column) -> Option<usize> {
        self.0.iter().find(|(c, _)| *c == column).map(|(_, at)| *at)
    }

    /// All of them, from left to right.
    pub fn all(&self) -> Vec<(Column, usize)> {
        let mut all = self.0.clone();
        all.sort_by_key(|(_, at)| *at);
        all
    }
}

fn plain(heading: &str) -> String {
    let without = heading.split(['(', '（']).next().unwrap_or_default();
    let kept: String = without.chars().filter(|c| !c.is_control()).collect();
    let kept = kept.trim().to_lowercase();
    // Chinese headings are often spaced out; English ones need their blanks.
    if kept.is_ascii() { kept } else { kept.split_whitespace().collect() }
}
