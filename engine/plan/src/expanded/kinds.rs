//! The closed lists of words that an expanded plan holds: kinds of bodies, of activity, of links.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use wallchart_words::{Message, ids};

/// What someone is in their unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonRole {
    /// Leader in charge (分管领导).
    Leader,
    /// Contact (联系人).
    Contact,
    /// Staff.
    Staff,
    /// Expert (专家).
    Expert,
    /// Volunteer (志愿者).
    Volunteer,
}

/// Kinds of bodies (domain.md §1b).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// A bureau (局).
    Bureau,
    /// A committee (委员会).
    Committee,
    /// An office or section (科室).
    Office,
    /// A branch (所、分局).
    Branch,
    /// A brigade (队).
    Brigade,
    /// A laboratory (检测中心).
    Lab,
    /// An association (协会).
    Association,
    /// A chapter of an association (分会).
    Chapter,
    /// A member unit (成员单位).
    Member,
    /// A station (联络站、服务站).
    Station,
    /// A superior body (上级).
    Superior,
    /// Press, radio, television (媒体).
    Media,
    /// An enterprise (企业).
    Enterprise,
    /// A township, street or community (镇、街道、社区).
    Community,
    /// A task force (工作专班).
    Team,
    /// Anything else.
    Other,
}

/// How a figure compares with its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Compare {
    /// `>=`
    #[serde(rename = ">=")]
    AtLeast,
    /// `<=`
    #[serde(rename = "<=")]
    AtMost,
    /// `==`
    #[serde(rename = "==")]
    Exactly,
    /// `>`
    #[serde(rename = ">")]
    MoreThan,
    /// `<`
    #[serde(rename = "<")]
    LessThan,
}

impl Compare {
    /// As a plan writes it.
    pub fn sign(self) -> &'static str {
        match self {
            Compare::AtLeast => ">=",
            Compare::AtMost => "<=",
            Compare::Exactly => "==",
            Compare::MoreThan => ">",
            Compare::LessThan => "<",
        }
    }

    /// Whether `figure` meets a target of `value`.
    pub fn holds(self, figure: Decimal, value: Decimal) -> bool {
        self.is(figure.cmp(&value))
    }

    /// Whether what stands in that order to something compares with it so.
    pub fn is(self, order: Ordering) -> bool {
        match self {
            Compare::AtLeast => order.is_ge(),
            Compare::AtMost => order.is_le(),
            Compare::Exactly => order.is_eq(),
            Compare::MoreThan => order.is_gt(),
            Compare::LessThan => order.is_lt(),
        }
    }
}

/// Which end of a task hangs on which end of its predecessor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// It begins after the predecessor finishes.
    FinishStart,
    /// It begins after the predecessor begins.
    StartStart,
    /// It finishes after the predecessor finishes.
    FinishFinish,
    /// It finishes after the predecessor begins.
    StartFinish,
}

/// In which direction something is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// To whoever stands above (上报).
    Up,
    /// To those below (下达).
    Down,
    /// To others of the same level (平级).
    Across,
    /// Within the house (对内).
    Inside,
    /// To the public (对外).
    Outside,
}

impl Direction {
    /// The word that a plan writes for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::Across => "across",
            Self::Inside => "inside",
            Self::Outside => "outside",
        }
    }
}

/// Kinds of activity (domain.md §1b).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskKind {
    /// Publicity drive (宣传).
    Publicity,
    /// Follow-up visit (回访).
    Revisit,
    /// Patrol (巡查).
    Patrol,
    /// Special inspection sweep (专项检查).
    Sweep,
    /// Joint inspection (联合检查).
    JointInspection,
    /// Sampling test (抽检).
    Sampling,
    /// Event (现场活动).
    Event,
    /// Outreach stop (进社区…).
    Outreach,
    /// Street consultation (现场咨询).
    Consultation,
    /// Symposium (座谈会).
    Symposium,
    /// Deployment or coordination meeting (会议).
    Meeting,
    /// Press conference, briefing, release (新闻发布).
    Press,
    /// Lecture or class (讲座).
    Lecture,
    /// Knowledge contest (知识竞赛).
    Contest,
    /// Survey (调查).
    Survey,
    /// Exhibition (展览).
    Exhibition,
    /// Performance (演出).
    Performance,
    /// Gala broadcast (晚会).
    Gala,
    /// Co-branded partner activity (联办活动).
    Partner,
    /// Pledge signing (签订倡议).
    Pledge,
    /// Complaint handling, mediation (投诉调解).
    Complaint,
    /// Duty (值守).
    Duty,
    /// Contingency response (应急处置).
    Contingency,
    /// Training (培训).
    Training,
    /// Result publication (成果公开).
    Publication,
    /// Reporting (报送).
    Report,
    /// A document to be written and issued (文书).
    Document,
}

impl TaskKind {
    /// Its word for readers.
    pub fn message(self) -> Message {
        match self {
            Self::Publicity => ids::VIEWS_KIND_PUBLICITY,
            Self::Revisit => ids::VIEWS_KIND_REVISIT,
            Self::Patrol => ids::VIEWS_KIND_PATROL,
            Self::Sweep => ids::VIEWS_KIND_SWEEP,
            Self::JointInspection => ids::VIEWS_KIND_JOINT_INSPECTION,
            Self::Sampling => ids::VIEWS_KIND_SAMPLING,
            Self::Event => ids::VIEWS_KIND_EVENT,
            Self::Outreach => ids::VIEWS_KIND_OUTREACH,
            Self::Consultation => ids::VIEWS_KIND_CONSULTATION,
            Self::Symposium => ids::VIEWS_KIND_SYMPOSIUM,
            Self::Meeting => ids::VIEWS_KIND_MEETING,
            Self::Press => ids::VIEWS_KIND_PRESS,
            Self::Lecture => ids::VIEWS_KIND_LECTURE,
            Self::Contest => ids::VIEWS_KIND_CONTEST,
            Self::Survey => ids::VIEWS_KIND_SURVEY,
            Self::Exhibition => ids::VIEWS_KIND_EXHIBITION,
            Self::Performance => ids::VIEWS_KIND_PERFORMANCE,
            Self::Gala => ids::VIEWS_KIND_GALA,
            Self::Partner => ids::VIEWS_KIND_PARTNER,
            Self::Pledge => ids::VIEWS_KIND_PLEDGE,
            Self::Complaint => ids::VIEWS_KIND_COMPLAINT,
            Self::Duty => ids::VIEWS_KIND_DUTY,
            Self::Contingency => ids::VIEWS_KIND_CONTINGENCY,
            Self::Training => ids::VIEWS_KIND_TRAINING,
            Self::Publication => ids::VIEWS_KIND_PUBLICATION,
            Self::Report => ids::VIEWS_KIND_REPORT,
            Self::Document => ids::VIEWS_KIND_DOCUMENT,
        }
    }
}
