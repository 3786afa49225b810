# 排期检查（E100–E119，W100–W119）。
e100 = 任务互相等待，成了环：{ $ring }
e100-help = 箭头由先到后；去掉环上任意一项前置任务
e100-note = “{ $task }”要等“{ $on }”
e101 = { $count ->
    [1] “{ $task }”最早{ $finish }办结，赶不上完成时限{ $due }：{ $chain }
   *[other] “{ $task }”等{ $count }项最早{ $finish }办结，赶不上完成时限{ $due }：{ $chain }
}
e101-help = 提前开始、压缩用时，或推后完成时限
e102 = { $count ->
    [1] “{ $task }”定于{ $opens }开始，但{ $ready }才具备条件：{ $chain }
   *[other] “{ $task }”等{ $count }项定于{ $opens }开始，但{ $ready }才具备条件：{ $chain }
}
e102-help = 提前安排前置任务、压缩用时，或推后活动时间
e103 = { $count ->
    [1] “{ $task }”可选时段到{ $closes }为止，但最早{ $finish }办结：{ $chain }
   *[other] “{ $task }”等{ $count }项可选时段到{ $closes }为止，但最早{ $finish }办结：{ $chain }
}
e103-help = 提前安排前置任务、压缩用时，或延长可选时段
schedule-note-begins = “{ $task }”最早{ $start }开始，{ $finish }办结
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
