//! Mutations that can be told only elsewhere than at the value, since the value is gone or fits by itself.

use super::Reviewed;

pub(super) const ELSEWHERE: &[Reviewed] = &[
    Reviewed {
        why: "a column that is gone is told wherever figures are counted from it",
        elsewhere: &["E113"],
        only: &[],
        of: &[(&["task.log{}"], &["entry removed", "key altered", "key doubled", "key shortened"])],
    },
    Reviewed {
        why: "another unit of quantity is told where it is compared with the one it was",
        elsewhere: &["E112", "W055"],
        only: &[],
        of: &[(&["measures{}"], &["character doubled"])],
    },
    Reviewed {
        why: "where nothing goes up to anybody else, the leader who isn't there is told at the unit",
        elsewhere: &["W073"],
        only: &[],
        of: &[(&["defaults.escalate{}"], &["entry removed"])],
    },
    Reviewed {
        why: "a name that is gone is told wherever it is used",
        elsewhere: &[
            "E030", "E031", "E032", "E033", "E034", "E035", "E036", "E037", "E049", "E051", "E052",
            "E053", "E068", "E116", "E121", "E132", "W026", "W033", "W036", "W041", "W042", "W044",
            "W052", "W065", "W073",
        ],
        only: &[],
        of: &[
            (
                &[
                    "groups",
                    "include",
                    "lists",
                    "measures",
                    "objectives",
                    "rosters",
                    "stream.streams",
                    "stream.tasks",
                    "streams",
                    "task.log",
                    "units",
                    "vars",
                    "windows",
                ],
                &["field removed"],
            ),
            (
                &[
                    "groups{}",
                    "lists{}",
                    "measures{}",
                    "objectives{}",
                    "rosters{}",
                    "stream",
                    "task",
                    "unit",
                    "vars{}",
                    "windows{}",
                ],
                &["entry removed"],
            ),
            (&["include"], &["list emptied"]),
            (&["include[]"], &["item removed"]),
        ],
    },
    Reviewed {
        why: "names of people differ in one character too often for a near one to be told",
        elsewhere: &["E034"],
        only: &["\"局-甲\"", "\"城北-甲\"", "\"城北-乙\""],
        of: &[(&["unit.people{}"], &["key altered", "key doubled", "key shortened"])],
    },
    Reviewed {
        why: "a rule of a playbook says that nobody reports what it looks at any more",
        elsewhere: &["E127"],
        only: &[],
        of: &[
            (&["task.measures"], &["field removed", "list emptied"]),
            (&["task.measures[]"], &["item removed", "another of its kind"]),
        ],
    },
    Reviewed {
        why: "told at each task that nobody owns now",
        elsewhere: &["E053"],
        only: &[],
        of: &[(&["stream.owner"], &["field removed"])],
    },
    Reviewed {
        why: "told at the date that it makes impossible, with the chain that names it",
        elsewhere: &["E101", "W110"],
        only: &[],
        of: &[(&["task.needs[]"], &["the last task"])],
    },
    Reviewed {
        why: "told at the fan-out over nothing",
        elsewhere: &["E052"],
        only: &[],
        of: &[(&["lists{}"], &["list emptied"])],
    },
    Reviewed {
        why: "told at the name that nothing uses any more, or the number after the gap",
        elsewhere: &["W036", "W042", "W044"],
        only: &[],
        of: &[
            (&["task.measures[]"], &["another of its kind", "item removed"]),
            (&["stream.objective", "task.objective"], &["another of its kind", "field removed"]),
            (&["task.about"], &["field removed"]),
            (&["task.measures"], &["field removed", "list emptied"]),
            (&["stream"], &["key altered", "key shortened"]),
        ],
    },
    Reviewed {
        why: "told at the notice, which lacks it",
        elsewhere: &["W033", "W034", "W042"],
        only: &[],
        of: &[
            (&["notice.annexes", "notice.to", "sponsors"], &["list emptied"]),
            (&["sponsors"], &["field removed"]),
        ],
    },
    Reviewed {
        why: "told at the choice that it is one of",
        elsewhere: &["E023", "E026"],
        only: &[],
        of: &[
            (
                &["task.log{}[]"],
                &["item repeated", "list emptied", "number for more", "text for more"],
            ),
            (&["task.log{}[][]"], &["list for text", "number for text"]),
        ],
    },
    Reviewed {
        why: "told at the number of steps that are to be done",
        elsewhere: &["E063"],
        only: &[],
        of: &[(&["task.steps"], &["field removed", "list emptied"])],
    },
    Reviewed {
        why: "told at the second of two that are the same now",
        elsewhere: &["W038", "W042"],
        only: &[],
        of: &[(&["notice.to[]", "task.informed[]"], &["another of its kind"])],
    },
    Reviewed {
        why: "told at the sentence whose two fan-outs have nothing in common any more",
        elsewhere: &["E047"],
        only: &[],
        of: &[(&["groups{}[]"], &["another of its kind", "item removed"])],
    },
    Reviewed {
        why: "told at the text that takes its key",
        elsewhere: &["E051"],
        only: &[],
        of: &[(&["task.each"], &["field removed"])],
    },
    Reviewed {
        why: "told where the number of a kind of units, or their group, does not fit any more",
        elsewhere: &["E049", "E132", "W042"],
        only: &[],
        of: &[(&["unit.kind"], &["another word"])],
    },
    Reviewed {
        why: "told where the person is named, or the coordinator, who has no contact now",
        elsewhere: &["E034", "W025", "W066", "W068"],
        only: &[],
        of: &[
            (&["unit.people"], &["field removed"]),
            (&["unit.people{}"], &["another word", "entry removed"]),
        ],
    },
    Reviewed {
        why: "what follows pairs up with it: told at the first thing that does not",
        elsewhere: &["E003", "E022", "E031", "E051"],
        only: &["\"服务\":", "\"渠道\":"],
        of: &[(&["lists{}"], &["closing bracket dropped"])],
    },
    Reviewed {
        why: "what follows pairs up with it: told at the first thing that does not",
        elsewhere: &["E001", "E002", "E003", "E008", "E009", "E018"],
        only: &["\"答复?\""],
        of: &[(&["task.measures[]"], &["closing quote dropped"])],
    },
    Reviewed {
        why: "what follows pairs up with it: told at the first thing that does not",
        elsewhere: &["E001", "E002", "E003", "E018", "E020", "E032", "E053"],
        only: &["对照{year}年"],
        of: &[(&["task.about"], &["closing quote dropped"])],
    },
    Reviewed {
        why: "without a notice, what counts working days is told that it does",
        elsewhere: &["W020", "W021"],
        only: &[],
        of: &[
            (
                &["calendar", "calendar file.notices", "calendar file.notices[].year"],
                &["field removed"],
            ),
            (&["calendar file.notices"], &["list emptied"]),
            (&["calendar file.notices[]"], &["item removed"]),
        ],
    },
    Reviewed {
        why: "told at the roster, which has too few people or a gap now",
        elsewhere: &["W066", "W068"],
        only: &[],
        of: &[
            (&["unit.people{}"], &["key altered", "key doubled", "key shortened"]),
            (&["rosters{}.fill{}"], &["emptied", "entry removed"]),
        ],
    },
    Reviewed {
        why: "told at the notice, whose annex names the roster",
        elsewhere: &["W065"],
        only: &[],
        of: &[(&["rosters{}"], &["key altered", "key doubled", "key shortened"])],
    },
    Reviewed {
        why: "told at the roster, which says nobody or names a unit that is not on it",
        elsewhere: &["E026", "E034", "E132"],
        only: &[],
        of: &[
            (&["rosters{}.units"], &["list emptied"]),
            (&["rosters{}.units[]"], &["item removed"]),
            (&["rosters{}.needs{}"], &["entry removed"]),
        ],
    },
    Reviewed {
        why: "told at the objective that nothing serves any more",
        elsewhere: &["W042"],
        only: &[],
        of: &[(&["stream.objective", "task.objective"], &["character altered"])],
    },
];
