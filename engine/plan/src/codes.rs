//! Every code that reading a plan may give, beside those of its syntax.
//!
//! A code is never given another meaning: one that goes out of use leaves a gap.

crate::codes! {
    /// A field that nothing here has.
    E020 E020_HELP Error;
    /// A field that a later version of the language brings.
    E021 E021_HELP Error;
    /// A value of the wrong kind.
    E022 E022_HELP Error;
    /// A bare word that is not in its closed list.
    E023 E023_HELP Error;
    /// A key or field written twice in one map or struct.
    E024 E024_HELP Error;
    /// A name given twice.
    E025 E025_HELP Error;
    /// Something that must be given is not.
    E026 E026_HELP Error;
    /// A file that is not there.
    E027 E027_HELP Error;
    /// A file that can't be read.
    E028 E028_HELP Error;
    /// A file that is not UTF-8.
    E029 E029_HELP Error;
    /// No such unit.
    E030 E030_HELP Error;
    /// No such group or list to fan out over.
    E031 E031_HELP Error;
    /// No such task.
    E032 E032_HELP Error;
    /// No such window.
    E033 E033_HELP Error;
    /// No such person.
    E034 E034_HELP Error;
    /// No such measure.
    E035 E035_HELP Error;
    /// No such objective.
    E036 E036_HELP Error;
    /// No such group.
    E037 E037_HELP Error;
    /// Vars that lead back to themselves.
    E038 E038_HELP Error;
    /// Groups that contain themselves.
    E039 E039_HELP Error;
    /// Text that is no time.
    E040 E040_HELP Error;
    /// Text that is no length of time.
    E041 E041_HELP Error;
    /// A date or time of day that does not exist.
    E042 E042_HELP Error;
    /// A window that ends before it begins.
    E043 E043_HELP Error;
    /// Text that is no sentence of `needs`.
    E044 E044_HELP Error;
    /// A task that waits for itself.
    E045 E045_HELP Error;
    /// An instance that does not exist.
    E046 E046_HELP Error;
    /// Fan-outs that have no key in common.
    E047 E047_HELP Error;
    /// More predecessors asked for than there are.
    E048 E048_HELP Error;
    /// A fan-out that does not make as many as `count` says.
    E049 E049_HELP Error;
    /// A blank that was never filled in.
    E050 E050_HELP Blocker;
    /// A `{name}` that nothing fills.
    E051 E051_HELP Blocker;
    /// A fan-out over nothing.
    E052 E052_HELP Error;
    /// A task that nobody owns.
    E053 E053_HELP Error;
    /// Fields that exclude each other.
    E054 E054_HELP Error;
    /// A window too short for what is to be done in it.
    E055 E055_HELP Error;
    /// Text that is no measure, target or evidence.
    E056 E056_HELP Error;
    /// A measure that counts towards one of another quantity.
    E057 E057_HELP Error;
    /// Text that is no moment around a due date.
    E058 E058_HELP Error;
    /// Text that is no recurrence.
    E059 E059_HELP Error;
    /// A due date that hangs on a task without one.
    E060 E060_HELP Error;
    /// A version of the language that this program does not know.
    E061 E061_HELP Error;
    /// No such time zone.
    E062 E062_HELP Error;
    /// More steps asked for than there are.
    E063 E063_HELP Error;
    /// A recurrence that never occurs.
    E064 E064_HELP Error;
    /// A mark that no id may hold.
    E065 E065_HELP Error;
    /// A full-width mark in a string that needs the plain one.
    E066 E066_HELP Error;
    /// A product of a thing with itself.
    E067 E067_HELP Error;
    /// An owner so vague that it is nobody.
    E068 E068_HELP Error;
    /// Several units where one is needed.
    E069 E069_HELP Error;
    /// A field set in two files.
    E070 E070_HELP Error;
    /// A path that leaves the root folder.
    E071 E071_HELP Error;
    /// Files that include each other in a ring.
    E072 E072_HELP Error;
    /// Measures that count towards each other in a ring.
    E073 E073_HELP Error;
    /// A value that the reader of record refuses, without it being clear why.
    E074 E074_HELP Error;
    /// More than a plan may hold.
    E075 E075_HELP Error;
    /// An anchor that is no day.
    E076 E076_HELP Error;
    /// A unit whose name says only "whoever it concerns".
    E080 E080_HELP Blocker;
    /// A window without dates yet.
    E081 E081_HELP Blocker;
    /// A due date before the task's own fixed window is over.
    E082 E082_HELP Error;
    /// Office hours that do not read.
    E083 E083_HELP Error;
    /// Text that is no rate.
    E110 E110_HELP Error;
    /// Text that is no check of sums.
    E111 E111_HELP Error;
    /// Measures of several quantities in one sum or comparison.
    E112 E112_HELP Error;
    /// A column that the log doesn't have.
    E113 E113_HELP Error;
    /// A column added up that holds no numbers.
    E114 E114_HELP Error;
    /// A cell compared with what it can't hold.
    E115 E115_HELP Error;
    /// A figure counted from rows of a task without a log.
    E116 E116_HELP Error;
    /// A stock and a flow, one counting towards the other.
    E117 E117_HELP Error;
    /// Text that is no condition on an outcome.
    E118 E118_HELP Error;
    /// An outcome that the task does not have.
    E119 E119_HELP Error;
    /// An outcome awaited of several instances.
    E120 E120_HELP Error;
    /// Text that is no condition on vars.
    E084 E084_HELP Error;
    /// A condition on a var that isn't there.
    E085 E085_HELP Error;
    /// No such template.
    E086 E086_HELP Error;
    /// A parameter of a template without a value.
    E087 E087_HELP Error;
    /// A value for a parameter that a template doesn't have.
    E088 E088_HELP Error;
    /// A value that is not what its parameter holds.
    E089 E089_HELP Error;
    /// A target for what the task does not report, or does not fan out over.
    E090 E090_HELP Error;
    /// A rule for too little of what only grows, without a day.
    E091 E091_HELP Error;
    /// Two occurrences on one date.
    E092 E092_HELP Error;
    /// Hours of every day of a stretch, where only one stretch is meant.
    E095 E095_HELP Error;
    /// Someone of another unit on a roster.
    E130 E130_HELP Error;
    /// Shifts whose length is no time on a clock.
    E131 E131_HELP Error;
    /// A line of a roster for a unit that is not on it.
    E132 E132_HELP Error;
    /// A parameter in place of a unit that holds none.
    E121 E121_HELP Error;
    /// A field that a task of a playbook can't have.
    E122 E122_HELP Error;
    /// Text that is no time of a playbook.
    E123 E123_HELP Error;
    /// Neither a parameter nor an outcome that a play could stop by.
    E124 E124_HELP Error;
    /// Text that is no rule.
    E125 E125_HELP Error;
    /// A parameter that a rule can't give a value.
    E126 E126_HELP Error;
    /// A rule whose task concerns no unit that is asked for.
    E127 E127_HELP Error;
    /// A parameter in a text that is read before any start.
    E128 E128_HELP Error;
    /// A condition on what a parameter can't be.
    E129 E129_HELP Error;
    /// A task of a playbook and one outside it, one of which waits for the other.
    E133 E133_HELP Error;
    /// Text that does not say how much is enough.
    E138 E138_HELP Error;
    /// Enough of something that the task does not fan out over.
    E139 E139_HELP Error;
    /// Working days counted across a year without a notice (未公布).
    W020 W020_HELP Warning;
    /// Working days counted without a calendar.
    W021 W021_HELP Warning;
    /// Instances without a counterpart.
    W022 W022_HELP Warning;
    /// A report without a due date.
    W023 W023_HELP Warning;
    /// A new name of an item that the list does not have.
    E093 E093_HELP Error;
    /// A task without any date.
    W024 W024_HELP Warning;
    /// No contact for enquiries.
    W025 W025_HELP Warning;
    /// An outside owner without a proxy.
    W026 W026_HELP Warning;
    /// A former name.
    W027 W027_HELP Warning;
    /// A due date before the window to pick from is over.
    W028 W028_HELP Warning;
    /// Words in a text that name nobody: 相关科室.
    W030 W030_HELP Warning;
    /// A former name in a text.
    W031 W031_HELP Warning;
    /// Two units that look like one.
    W032 W032_HELP Warning;
    /// A notice that nobody signs, or that goes to nobody.
    W033 W033_HELP Warning;
    /// A notice without annexes.
    W034 W034_HELP Warning;
    /// An annex that a text names and the notice does not have.
    W035 W035_HELP Warning;
    /// A gap in an enumeration: 一是, 三是.
    W036 W036_HELP Warning;
    /// A number of things claimed, and another listed.
    W037 W037_HELP Warning;
    /// The same thing listed twice.
    W038 W038_HELP Warning;
    /// Two themes.
    W039 W039_HELP Warning;
    /// Things handed out or put up, and no figure asked for.
    W040 W040_HELP Warning;
    /// A plan that asks for no figure at all.
    W041 W041_HELP Warning;
    /// A name that nothing uses.
    W042 W042_HELP Warning;
    /// A name used once that looks like another.
    W043 W043_HELP Warning;
    /// A target that nobody reports towards.
    W044 W044_HELP Warning;
    /// A whole group as support.
    W045 W045_HELP Warning;
    /// A unit in more places at once than it has people.
    W046 W046_HELP Warning;
    /// A leader in two places at once.
    W047 W047_HELP Warning;
    /// A due date in a run of days off.
    W048 W048_HELP Warning;
    /// A day in a notice of days off that can't be meant.
    W049 W049_HELP Warning;
    /// A plan without any task.
    W052 W052_HELP Warning;
    /// A unit of quantity that looks like a slip.
    W054 W054_HELP Warning;
    /// A percentage of things that are counted otherwise.
    W055 W055_HELP Warning;
    /// A log from which no figure is counted.
    W056 W056_HELP Warning;
    /// Units on one side, a list's leads on the other: each waits for all.
    W070 W070_HELP Warning;
    /// Fan-outs inside each other that both say who leads.
    W071 W071_HELP Warning;
    /// A task accepted by whoever does it.
    W072 W072_HELP Warning;
    /// What is late goes up to a leader that there isn't.
    W073 W073_HELP Warning;
    /// An annex that names no roster.
    W065 W065_HELP Warning;
    /// Fewer people of a role than a roster needs.
    W066 W066_HELP Warning;
    /// Someone on duty twice at once.
    W067 W067_HELP Warning;
    /// A planned roster with gaps.
    W068 W068_HELP Warning;
    /// A rule that passes over some instances.
    W061 W061_HELP Warning;
    /// A task of a playbook that is due before what it waits for.
    W062 W062_HELP Warning;
    /// A fan-out that has grown since the revision in force.
    W060 W060_HELP Warning;
}
