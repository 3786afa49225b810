# 原因：为什么这时开始、为什么这时到期、等什么、影响什么、推迟会怎样。
why-joined = { $task } { $held }/{ $of } 已办结{ $skipped ->
    [0] {""}
   *[other] （其中{ $skipped }项免办）
}{ $late ->
    [0] {""}
   *[other] ，{ $late }项超期
}
why-count = { $word } { $held }/{ $of }{ $late ->
    [0] {""}
   *[other] （{ $late }超期）
}
why-blocked-by = 受阻：前置 { $what }
why-fan = { $task }（{ $n }项）

why-head-start = 为什么{ $at }开始
why-head-begun = 已于{ $at }开始
why-head-finish = 为什么{ $at }才完成
why-head-takes = 用时{ $length }，{ $at }完成
why-head-until = 时间到{ $at }为止
why-dropped = 本任务不再办理，不影响其他任务。
why-takes = { $date }开始，用时{ $length }
why-after-finish = 等{ $task }办结（{ $date }）{ $lag }
why-after-begin = 等{ $task }开始（{ $date }）{ $lag }
why-lag = ，再隔{ $span }
why-lead = ，可提前{ $span }
why-enough = （{ $of }项中有{ $count }项即可）
why-campaign-start = 整个活动{ $date }开始
why-now = 现在已是{ $date }，尚未开始
why-opens = 时间定于{ $date }起
why-picked = 单位选定{ $date }
why-closes = 时间到{ $date }为止
why-begun = 已于{ $date }开始
why-done = 已于{ $date }办结
why-overrun = 已开始，到{ $date }尚未办结
why-resumed = 中止期间不计，全部用时自{ $date }起算
why-paused = { $why }；其间非工作日，顺延至{ $at }
why-also = 同时：{ $what }
why-steps = …… 其间另有{ $n }步 ……

why-due-own = 完成时限{ $at }：方案规定
why-due-extended = 完成时限{ $at }：已延期{ $n }次，原定{ $was }
why-due-moved = 完成时限{ $at }：随{ $with }顺延，原定{ $was }
why-due-none = 方案未定完成时限
why-latest = 最迟{ $at }办结，因为
why-limit-begin = { $task }要等它，最迟{ $date }开始{ $lag }
why-limit-finish = { $task }要等它，最迟{ $date }办结{ $lag }
why-limit-takes-begin = 用时{ $length }，最迟{ $date }开始
why-limit-takes-finish = 用时{ $length }，最迟{ $date }办结
why-due-date = 完成时限{ $date }
why-campaign-finish = 再迟，整个活动就不能在{ $date }结束
why-slack = 机动时间{ $slack }；推迟{ $free }以内不影响其他任务
why-slack-free = 机动时间{ $slack }，推迟期间不影响其他任务
why-slack-held = 机动时间{ $slack }；一推迟就影响其他任务
why-slack-none = 没有机动时间
why-slack-short = 时间不够，差{ $slack }
why-endangers = 再推迟，首先危及：{ $what }
why-danger-due = { $task }的完成时限{ $date }
why-danger-window = { $task }的活动时间（到{ $date }）
why-danger-finish = 整个活动的结束时间{ $date }（经{ $task }）

why-waits = 还在等{ $n }项（由近及远）
why-waits-none = 不等其他任务
why-awaited-one = { $task }{ $state ->
    [yes] 〔{ $word }〕
   *[no] {""}
}，预计{ $date }办结
why-awaited-all = { $what }；其余预计{ $date }前办结
why-met = 已办结：{ $tasks }
why-holds = 影响{ $n }项（由近及远）
why-holds-none = 没有任务等它
why-held = { $what }，{ $start }起
why-held-done = { $what }，其中{ $done }项已办结，{ $start }起
why-more = 另有{ $n }组

why-slip = 如果{ $task }推迟{ $by }（{ $from } → { $to }办结）
why-slip-missed = { $what }{ $kind ->
    [due] 超过完成时限{ $date }
    [opens] 不能按定于{ $date }的时间开始
   *[closes] 超过可选时段（到{ $date }）
}，晚{ $by }{ $already ->
    [yes] （本来就晚{ $before }）
   *[no] {""}
}
why-slip-kept = 没有时限因此超过
why-slip-finish = 整个活动的结束时间 { $from } → { $to }
why-slip-finish-same = 整个活动仍在{ $at }结束
why-slip-alone = 不牵动其他任务
why-slip-moves = { $n ->
    [1] 牵动1项
   *[other] 牵动{ $n }项（由近及远）
}
why-slip-moved-start = { $what }：{ $from } → { $to }开始
why-slip-moved-finish = { $what }：{ $from } → { $to }办结
why-slip-settled = { $task }已了结，不会再推迟
why-slip-only = 这只是推演，没有作任何改动。
why-bad-span = “{ $text }”不是天数
why-bad-span-hint = 如 3（天）、3d、2wd（工作日）、4h

## 看板
why-title = 缘由
why-open = 推演推迟
why-folded = 缘由已收起，按 e 展开
why-ask = 推迟几天（如 3、2wd）：
why-help = 任务：推演推迟；收起或展开缘由

## 命令行
cli-verb-why = 说明一个任务为什么这时开始、这时到期，等什么、影响什么，推迟会怎样
cli-arg-why-slip = 推演推迟这么久的后果，不作改动
cli-arg-why-plan = 方案文件：下达之前查看
cli-value-span = 时长
