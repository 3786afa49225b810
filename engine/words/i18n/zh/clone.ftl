# 沿用上年的方案。

clone-theme-was = 上年：{ $was }
clone-wrote = 已写 { $path }
clone-changed = 已改 { $at }：{ $was } → { $is }
clone-theme = 待填 { $at }：今年的主题（上年：{ $was }）
clone-year = 请看 { $at }：文字里有{ $year }年，没有改
clone-number = 请看 { $at }：文号是上年的（{ $was }）
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
clone-lesson-reached = { $measure }{ $value }{ $quantity }
clone-lessons = 上年办得怎样（也写在各任务的注释里）：
cli-arg-clone-learn = 把上年实际用时、超期、数据写在各任务的注释里
