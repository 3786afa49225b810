# 排期检查（E100–E119，W100–W119）。
e100 = 任务互相等待，成了环：{ $ring }
e100-help = 箭头由先到后；去掉环上任意一项前置任务
e100-note = “{ $task }”要等“{ $on }”
e101 = { $count ->
    [1] “{ $task }”最早{ $date }办结，赶不上完成时限{ $limit }，差{ schedule-length }
   *[other] “{ $task }”等{ $count }项最早{ $date }办结，赶不上完成时限{ $limit }，差{ schedule-length }
}{ $more ->
    [yes] （连同其他前置，须到{ $all }）
   *[no] {""}
}：{ $chain }
e101-help = 提前开始、压缩用时，或推后完成时限
e102 = { $count ->
    [1] “{ $task }”定于{ $limit }开始，但{ $date }才具备条件，差{ schedule-length }
   *[other] “{ $task }”等{ $count }项定于{ $limit }开始，但{ $date }才具备条件，差{ schedule-length }
}{ $more ->
    [yes] （连同其他前置，须到{ $all }）
   *[no] {""}
}：{ $chain }
e102-help = 提前安排前置任务、压缩用时，或推后活动时间
e103 = { $count ->
    [1] “{ $task }”可选时段到{ $limit }为止，但最早{ $date }办结，差{ schedule-length }
   *[other] “{ $task }”等{ $count }项可选时段到{ $limit }为止，但最早{ $date }办结，差{ schedule-length }
}{ $more ->
    [yes] （连同其他前置，须到{ $all }）
   *[no] {""}
}：{ $chain }
e103-help = 提前安排前置任务、压缩用时，或延长可选时段
schedule-length = { $days ->
    [0] { $hours ->
        [0] { $minutes }分钟
       *[other] { $minutes ->
            [0] { $hours }小时
           *[other] { $hours }小时{ $minutes }分
        }
    }
   *[other] { $hours ->
        [0] { $days }天
       *[other] { $days }天{ $hours }小时
    }
}
schedule-span = { $unit ->
    [wd] { $n }个工作日
    [d] { $n }天
    [h] { $n }小时
   *[min] { $n }分钟
}
schedule-cause-first = { $what ->
    [opens] “{ $task }”定于{ $date }开始
    [closes] “{ $task }”定于{ $date }结束
    [pick] “{ $task }”可选时段自{ $date }起
   *[start] “{ $task }”自{ $date }起，即活动开始之时
}
schedule-cause-takes = { $after ->
    [yes] “{ $task }”在“{ $on }”之后，用时{ schedule-span }：到{ $date }
   *[no] “{ $task }”用时{ schedule-span }：到{ $date }
}
schedule-cause-waits = { $kind ->
    [after] “{ $task }”要等“{ $on }”办结{ $lag }：{ $date }
    [with] “{ $task }”与“{ $on }”同时开始{ $lag }：{ $date }
    [ends] “{ $task }”与“{ $on }”同时结束{ $lag }：{ $date }
   *[ends_after] “{ $task }”在“{ $on }”开始之后结束{ $lag }：{ $date }
}
schedule-also-due = { $count ->
    [1] “{ $task }”随之赶不上：时限{ $limit }，最早{ $date }办结，差{ schedule-length }
   *[other] “{ $task }”等{ $count }项随之赶不上：时限{ $limit }，最早{ $date }办结，差{ schedule-length }
}
schedule-also-set = { $count ->
    [1] “{ $task }”随之赶不上：定于{ $limit }开始，{ $date }才具备条件，差{ schedule-length }
   *[other] “{ $task }”等{ $count }项随之赶不上：定于{ $limit }开始，{ $date }才具备条件，差{ schedule-length }
}
schedule-also-pick = { $count ->
    [1] “{ $task }”随之赶不上：可选到{ $limit }为止，最早{ $date }办结，差{ schedule-length }
   *[other] “{ $task }”等{ $count }项随之赶不上：可选到{ $limit }为止，最早{ $date }办结，差{ schedule-length }
}
w100 = { $lag ->
    [none] { $against ->
        [due] “{ $on }”的完成时限{ $due }，晚于等它的“{ $task }”的完成时限{ $date }
        [opens] “{ $on }”的完成时限{ $due }，晚于等它的“{ $task }”的开始时间{ $date }
       *[closes] “{ $on }”的完成时限{ $due }，晚于等它的“{ $task }”可选时段的末尾{ $date }
    }
   *[other] { $against ->
        [due] “{ $on }”的完成时限{ $due }，加上间隔（{ $lag }），晚于等它的“{ $task }”的完成时限{ $date }
        [opens] “{ $on }”的完成时限{ $due }，加上间隔（{ $lag }），晚于等它的“{ $task }”的开始时间{ $date }
       *[closes] “{ $on }”的完成时限{ $due }，加上间隔（{ $lag }），晚于等它的“{ $task }”可选时段的末尾{ $date }
    }
}
w100-help = 前置任务的完成时限应当在先；核对这两个时间
w100-note = “{ $on }”的完成时限
