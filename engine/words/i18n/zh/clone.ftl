# 沿用上年的方案。

clone-theme-was = 上年：{ $was }
clone-wrote = 已写 { $path }
clone-changed = 已改 { $at }：{ $was } → { $is }
clone-theme = 待填 { $at }：今年的主题（上年：{ $was }）
clone-year = 请看 { $at }：文字里有{ $year }年，没有改
clone-number = 请看 { $at }：文号是上年的（{ $was }）
clone-count = 请看 { $at }：“{ $was }”可能每年要加一，没有改
clone-other-anchor = --was { $was } 和方案自己的活动日 { $anchor } 不符
clone-other-anchor-hint = 方案写明了活动日的，不用写 --was。
clone-condition = 请看 { $at }：条件里的日子（{ $was }）没有改，它决定算出什么
clone-shifts = 日子有变，按离 D 的天数比：
clone-no-shifts = 各项日子离 D 的天数和上年一样，没有落到休息日的
clone-shift = { $task }{ $count ->
    [1] {""}
   *[other] （{ $count }项）
} { $what }：{ $was } → { $is }
clone-due = 完成时限
clone-begins = 开始
clone-ends = 结束
clone-rest = （休）
clone-far = 请看 { $task }：落在 { $date }，离 D 有{ $days }天（{ $side ->
    [before] 之前
   *[after] 之后
}）
clone-recount = 请看 { $task }：原来{ $was }次，现在{ $is }次
clone-on-day = { $is }（{ $day }）
clone-same-day = 年年同一天的日子（如 { $day }），改写成不带年份的 "{ $day }"，就不随 D 走
clone-unfinished = 活动“{ $title }”还没办完：{ $count }项没有结果。只从都有结果的任务学，其余的等办完再学
clone-proposals-lower = 比原来低的目标，要写出任务或指标的名字才采纳
clone-check = 检查：错误 { $errors }，待填写 { $blockers }，警告 { $warnings }；逐条看：wallchart check { $path }

cli-verb-clone = 沿用上年的方案，换成今年的日子
cli-arg-clone-source = 方案文件，或数据文件里的活动编号
cli-arg-clone-anchor = 今年的活动日 D
cli-arg-clone-out = 新方案文件
cli-arg-clone-was = 上年的活动日，方案每年一次时用
cli-file-exists = 已经有这个文件
clone-last-year = 上年：{ $said }
clone-lesson-done = { $all }项办结{ $done }项
clone-lesson-took = 用时{ $least }..{ $middle }..{ $most }个工作日
clone-lesson-took-one = 用时{ $days }个工作日
clone-lesson-late = { $late }项超期，最多{ $days }天
clone-lesson-extensions = 延期{ $count }次
clone-lesson-returns = 退回{ $count }次
clone-lesson-skipped = 免办{ $count }项
clone-lesson-cancelled = 撤销{ $count }项
clone-lesson-ended = “{ $outcome }”{ $count }项
clone-lesson-reached = { $measure }{ $value }{ $quantity }
clone-lessons = 上年办得怎样（也写在各任务的注释里）：
cli-arg-clone-learn = 把上年实际用时、超期、数据写在各任务的注释里
clone-was-written = { $why }；原为 { $was }
clone-was-not-written = { $why }；原来没写
clone-was-before = 原为 { $was }
clone-was-not-before = 原来没写用时
clone-taken-out = { $why }，今年先不列：
clone-reached = { $count ->
    [1] {""}
   *[other] { $count }项中居中的一项
}达到{ $value }{ $quantity }
clone-reached-all = 合计达到{ $value }{ $quantity }
clone-left-out = { $count }项都没办（免办或撤销）
clone-removed = 第{ $revision }版之后不再列
clone-extended = { $all }项中{ $count }项延期，最迟到{ $until }
clone-added = 第{ $revision }版增加
clone-last-year-proposals = 上年的建议（采纳的写进方案，原来的写在注释里）：
clone-proposals-open = 采纳：加上 --accept estimates,targets,extensions,skipped，或写任务、指标的名字，或 all
clone-what = 建议
clone-where = 任务、指标
clone-was = 原来
clone-is = 改为
clone-grounds = 依据（上年）
clone-outcome = 采纳
clone-kind-estimates = 用时
clone-kind-targets = 目标
clone-kind-extensions = 时限
clone-kind-skipped = 不列
clone-kind-added = 增加
clone-yes = 已采纳
clone-no = 未采纳
clone-kept = 保留
clone-by-hand = 请手改
clone-absent = 不在这份文字里
clone-unannounced = { $years }年放假安排未公布，节假日的影响要等公布后再核对
clone-annual = 请看 { $at }：写着年年能用（{ $was }），D 现在写明了年份
clone-date = 请看 { $at }：文字里有日子（{ $was }），没有改
cli-arg-clone-accept = 采纳上年的建议：estimates（用时）、targets（目标）、extensions（时限）、skipped（不列）、added（增加）、任务或指标的名字、all；可用逗号隔开
cli-clone-no-such = 没有可采纳的“{ $text }”
cli-clone-no-such-hint = 可写 estimates、targets、extensions、skipped、added、all，或这些：{ $names }
cli-arg-clone-set = 变量在新方案里的值，如 城市=江城；可以写几次
cli-clone-no-var = “{ $text }”看不懂：写 变量=文字，变量要是方案里有的
cli-clone-no-var-hint = 方案里的变量：{ $names }
clone-unsound = 未采纳（{ $code }）
clone-proposals-unsound = 未采纳的后面是代号：照上年的改，方案就有这处错误，说明见 wallchart explain { $codes }
