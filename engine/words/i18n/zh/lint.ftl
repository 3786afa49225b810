# 方案看着不妥的地方（plan：E080–E089，W030–W059；schedule：W110–W139）。
e080 = “{ $name }”登记成了单位，却没有落到哪一家
e080-help = 换成具体单位；是好几家的，逐家登记，再在 groups 里合成一个组。
e081 = 时段“{ $name }”还没有定日期
e081-help = 下达前写上起止，例如 D-7..D+5。
e082 = 完成时限{ $due }，任务自己的时间却到{ $end }才结束
e082-help = 把 due 推后到时间结束之后，或者提前 when；不写 due，就以当天为限。
e083 = 上下班时间“{ $text }”读不懂
e083-help = 写法：08:30..12:00，先早后晚。
w030 = “{ $text }”没有点到单位
w030-help = 写明单位名称；牵头、配合的写进 owner、support。
w031 = 文字里的“{ $name }”是“{ $now }”的旧称或别称
w031-help = 全文统一用现在的名称。
w032 = “{ $name }”和“{ $other }”像是同一个单位
w032-help = 只登记一个，另一个写进它的 aka；确是两家的，写明上下级（above）或者改个分得清的名称。
w033 = { $what ->
    [to] 通知没有主送单位
   *[signoff] 通知没有落款单位
}
w033-help = { $what ->
    [to] 在 notice 里写上 to。
   *[signoff] 在 sponsors 里写上主办单位，落款用它。
}
w034 = 通知没有附件
w034-help = 在 notice 里写上 annexes，例如任务分解表 ledger("…")、填报表 form("…")。
w035 = 这里提到{ $text }，通知只列了 { $found } 个附件
w035-help = 在 notice 的 annexes 里补上，或者改正序号。
w036 = { $kind ->
    [twice] “{ $found }”写了两次
   *[gap] “{ $found }”前面缺“{ $missing }”
}
w036-help = 补上缺的一条，或者改正序号。
w037 = 写着“{ $text }”，列出的是 { $found } 个
w037-help = 核对数目，补全名单；名单没有写完的，末尾写“等”。
w038 = “{ $text }”列了两次
w038-help = 删去一处；如果本来是另一项，改过来。
w039 = 这里的主题是“{ $text }”，和“{ $theme }”不一致
w039-help = 一次活动一个主题：写在 vars 里，其他地方用 {"{"}theme{"}"}。
w040 = “{ $name }”里有“{ $text }”，却没有指标
w040-help = 在 measures 里写上数量，例如发放多少份、悬挂多少条。
w041 = 要写总结，却没有一项任务报数字
w041-help = 在 measures 里登记指标，写到办事的任务上。
w042 = { $kind ->
    [unit] 单位“{ $name }”没有任务，也不在用到的组里
    [group] 单位组“{ $name }”没有用到
    [list] 名单“{ $name }”没有用到
    [window] 时段“{ $name }”没有用到
    [measure] 指标“{ $name }”没有任务报
    [template] 模板“{ $name }”没有板块用
    [objective] 目标“{ $name }”没有任务落实
   *[var] 变量“{ $name }”没有用到
}
w042-help = 用不着就删去；应当用到的，看看是不是写错了名称，或者漏了任务。
w043 = { $kind ->
    [unit] 单位“{ $name }”只用了一次，像是“{ $other }”的笔误
   *[group] 单位组“{ $name }”只用了一次，像是“{ $other }”的笔误
}
w043-help = 是笔误就改过来，并删去这一项；确是另一家的，换个分得清的名称。
w044 = { $kind ->
    [sum] 比率或核对里用到“{ $name }”，没有任务报这个数
   *[target] “{ $name }”定了目标，没有任务报这个数
}
w044-help = 把它写进有关任务的 measures，或者删去用到它的地方。
w045 = “{ $name }”一共 { $count } 家，写作配合就要等他们先报齐
w045-help = 只是知会的写 informed；各办一份的，另立一项任务，用 each。
w046 = { $count ->
    [1] “{ $unit }”要同时在 { $places } 处（登记 { $people } 人）：{ $time }“{ $task }”和“{ $other }”
   *[other] “{ $unit }”等 { $count } 家要同时在 { $places } 处（登记 { $people } 人）：{ $time }“{ $task }”和“{ $other }”
}
w046-help = 错开时间，换单位，或者登记实际到场的人。
w047 = “{ $person }”要同时在两处：{ $time }“{ $task }”和“{ $other }”
w047-help = 错开时间，或者换一位领导。
w048 = { $kind ->
    [anchor] “{ $text }”是{ $date }，在{ $from }至{ $to }的放假里；数工作日，“{ $worked }”是{ $worked_date }
   *[date] “{ $text }”是{ $date }，在{ $from }至{ $to }的放假里
}
w048-help = { $kind ->
    [anchor] 要数工作日，写“{ $worked }”；要挪开假期，写“{ $text } roll back”（{ $back }）或“{ $text } roll next”（{ $next }）。
   *[date] 要挪开假期，写“{ $text } roll back”（{ $back }）或“{ $text } roll next”（{ $next }）。
}
w049 = { $kind ->
    [year] “{ $text }”不在{ $year }年里
    [weekday] “{ $text }”本来就是工作日，用不着补班
   *[both] “{ $text }”既放假又补班
}
w049-help = { $kind ->
    [year] 核对通知；是另一年的，写到那一年的通知里。
    [weekday] 核对通知：补班是周末上班，多半写错了日子。
   *[both] 核对通知，删去一处。
}
w110 = “{ $task }”等“{ $on }”是多余的：{ $way } 已经包含
w110-help = 删去这一句；排期不变，图也清楚。
w052 = 方案里没有任务
w052-help = 在 streams 的板块里写 tasks；任务在别的文件里的，把文件写进 include。
