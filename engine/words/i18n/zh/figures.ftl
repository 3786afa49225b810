# 数据：比率、核对、量词、逐条登记的台账。

e090 = { $kind ->
    [measure] 这项任务不报“{ $name }”
   *[key] “{ $name }”不是这项任务分摊出的单位或项
}
e090-help = { $kind ->
    [measure] targets 里的指标，先写进 measures。
   *[key] 写分摊出的单位、项，或者一个组；几样一起说，用逗号连：汽车,白天。
}
e091 = 没写看哪一天：“{ $name }”刚开始报都是太少
e091-help = 写上 by：by D-3 就看那天 24:00 报了多少。只看一项任务、一份一份地看的，写成“{ $name }@任务”。
e110 = “{ $text }”不是比率
e110-help = 写法：解决 / 投诉 >= 95%；分子分母都可以是几个指标相加，目标可以不写。
e111 = “{ $text }”不是核对
e111-help = 写法：申诉 + 举报 + 建议 == 投诉，或者 解决 <= 投诉。
e112 = “{ $one }”论{ $one_quantity }，“{ $other }”论{ $other_quantity }，不能相加，也不能相比
e112-help = 一项核对或一个和里，指标的量词要一样。
e113 = 登记表没有“{ $name }”这一列
e113-help = 登记表（log）里的列：{ $known }。
e114 = “{ $name }”这一列不是数，不能相加
e114-help = sum 后面写一列 number；数有几行，写 from rows。
e115 = { $why ->
    [order] “{ $name }”这一列不分大小
   *[value] “{ $value }”不是“{ $name }”这一列能填的
}
e115-help = { $kind ->
    [yes_no] 这一列填 yes 或 no（是、否），用 == 或 != 比。
    [number] 这一列填数，如 金额 >= 1000。
    [date] 这一列填日子，如 日期 >= 2026-03-01。
    [unit] 这一列填组里一家单位的名字，用 ==、!= 或 in 比。
   *[other] 这一列填文字，用 ==、!= 或 in 比。
}
e116 = 这项任务没有登记表，数不出来
e116-help = 给任务写上 log，例如 log: {"{"} "企业": text, "公示": yes_no {"}"}；不登记的，删去 from 后面的。
e117 = { $latest ->
    [from] “{ $from }”是最新数，“{ $to }”是累计数，不能汇总
   *[to] “{ $from }”是累计数，“{ $to }”是最新数，不能汇总
}
e117-help = 两边都写 latest，或者都不写；不汇总就删去 ->。
w056 = 有登记表，“{ $name }”还要手填
w056-help = 写成“{ $name } from rows”或“{ $name } from rows where 列 == 值”，登记一行就算一次。
w054 = { $kind ->
    [composite] 量词“{ $name }”又是这个又是那个，报上来的数说不清数的是什么
    [qualified] 量词“{ $name }”里有概数词，概数词应当跟着数走
   *[slip] 量词“{ $name }”像是写错了
}
w054-help = { $kind ->
    [composite] 只留一个；两样都要，分成两个指标。
    [qualified] 量词里删去它；报数时写“1000余”“近300”。
   *[slip] 确实这样数的，保留即可。
}
w055 = “{ $name }”按百分比算，分子论{ $part }，分母论{ $whole }
w055-help = 换成量词相同的指标；要算的是平均数，目标里删去 %。

## 核对

figures-check-open = { $check }（还没报齐）
figures-check-holds = { $check }（{ $sides }）
figures-check-waiting = { $check }（{ $sides }，还有数没报）
figures-check-more = { $check }（{ $sides }，多 { $by }）
figures-check-less = { $check }（{ $sides }，少 { $by }）
figures-broken-unit = { $unit }的数对不上：{ $check }
figures-broken-whole = 合计的数对不上：{ $check }
figures-too-exact = { $measure }报了{ $figure }：数到个位又带概数，请核对
figures-missed = { $measure }报了{ $figure }，目标是{ $sign } { $value }
figures-early = { $task }定在{ $date }，日子还没到就报了
figures-play-goes-on = { $play }（{ $title }）是按原来的启动的，不会自己停；不要了就终止：wallchart play stop { $play } --reason 原因
figures-warning = 请核对：{ $text }
figures-reconcile = 数字对不上
figures-target-reached = { $sign } { $value }（达标）
figures-target-open = { $sign } { $value }（未达）
figures-rates = 比率
figures-checks = 核对
figures-cover = 覆盖
figures-cover-line = { $task }：{ $want }，{ $groups }组里{ $enough }组够了
figures-cover-some = 至少{ $n }个{ $of }
figures-cover-share = { $n }%的{ $of }
figures-cover-all = 全部{ $of }
figures-cover-units = 单位
figures-out-of-reach = （够不了：还差{ $lack }，只剩{ $left }）
figures-cover-out = { $task }，{ $want }：{ $short }
figures-cover-short = ，还差：{ $short }
figures-none = 还没有报数。
figures-total = 合计
figures-latest-unit = { $quantity }，最新
figures-latest-name = { $name }（最新）
figures-target = 目标
figures-counted = 截至
figures-formula = 算法

## 命令 · Verbs

cli-verb-figures = 查看数据：合计、比率、核对
cli-arg-figures-units = 只看这些单位
cli-arg-figures-by-unit = 也列出各单位的
cli-arg-close-note = 对账说明：数对不上仍然销号的，写明为什么
