# 读方案时的诊断。
e020 = { $where ->
    [inner] 里层不写“{ $name }”，只写括号
   *[other] 没有“{ $name }”这个字段
}
e020-help = { $where ->
    [inner] 结构名只在最外层写一次：Campaign( … )。
    [root] 最外层写 Campaign( … )。
    [Campaign] 核对拼写；活动这一层的字段见方案语言说明第3节。
    [Unit] 核对拼写；单位的字段有 kind、above、aka、people、outside、each。
    [Task] 核对拼写；任务的字段见方案语言说明第7节。
   *[other] 核对拼写，或者删去这一项。
}
e021 = “{ $name }”要到后续版本才能使用
e021-help = 这一版先删去，升级后再加。
e022 = 这里应当是{ $expected ->
    [text] 加引号的文字
    [number] 数字
    [bool] “true”或“false”
    [list] 列表“[ … ]”
    [map] 名称对应表 {"{"} "名": … {"}"}
    [struct] 括号里的字段 ( … )
    [word] 固定清单里的词，不加引号
   *[call] “词(值)”，例如 kind(branch)
}
e022-help = 对照旁边同类的写法修改。
e023 = “{ $name }”不在固定清单里
e023-help = 可以用：{ $known }。不加引号的词只能从清单里选；各词的意思见方案语言说明第4、7节。
e024 = “{ $name }”写了两次
e024-help = 合成一项，或者删去一项。
e025 = “{ $name }”重名
e025-help = 给其中一个换个名字。
e026 = 缺少“{ $field }”
e026-help = 补上这一项。
e027 = 找不到文件“{ $path }”
e027-help = 路径从写它的文件所在目录算起；检查文件名。
e028 = { $reason ->
    [folder] “{ $path }”是目录，不是文件
    [denied] 没有权限读文件“{ $path }”
    [special] “{ $path }”不是普通文件
    [large] 文件“{ $path }”太大
   *[other] 读不了文件“{ $path }”：{ $reason }
}
e028-help = 检查文件类型和读取权限。
e029 = 文件不是 UTF-8 编码
e029-help = 用编辑器另存为 UTF-8。
e030 = 没有“{ $name }”这个单位
e030-help = 在 units 里登记，或者改成已登记的名称。
e031 = “{ $name }”既不是单位组，也不是名单
e031-help = each 后面写 groups 或 lists 里的名称，两个相乘写“甲 × 乙”。
e032 = 没有“{ $name }”这项任务
e032-help = 写任务的名称（键），不写标题；时差前面空一格。
e033 = “{ $name }”既不是时间，也不是时段名称
e033-help = 时间写作 D-30、2026-03-15 09:30、D-7..D+5；时段在 windows 里起名。
e034 = 没有“{ $name }”这个人
e034-help = 在所属单位的 people 里登记。
e035 = 没有“{ $name }”这个指标
e035-help = 在 measures 里登记，写明量词。
e036 = 没有“{ $name }”这个目标
e036-help = 在 objectives 里登记。
e037 = 没有“{ $name }”这个单位组
e037-help = 在 groups 里登记。
e038 = 变量互相引用成环：{ $loop }
e038-help = 把其中一个写成固定文字。
e039 = 单位组互相包含成环：{ $loop }
e039-help = 从其中一个组里删去另一个组。
e040 = “{ $text }”不是时间
e040-help = 写法：D、D-30、D-10wd、D am、2026-03-15 09:30、起..止、06-16（每年这一天）、2026-03 early（上旬 early、中旬 mid、下旬 late）；不写年份就是离 D 最近的那一年。
e041 = “{ $text }”不是时长
e041-help = 写法：90m、4h、3d、5wd（工作日）、2w、half day；三点估计写 2..3..5wd。
e042 = 没有“{ $text }”这个日期或时刻
e042-help = 对照日历修改。
e043 = 时段的结束早于开始
e043-help = 把前后两头对调，或者改其中一头。
e044 = 前置条件“{ $text }”读不懂
e044-help = 写法：X、X +2wd、with X、ends with X、all X、3 of X、80% of X、any of X | Y、settled X、X@单位、X[*]。
e045 = “{ $name }”以自己为前置
e045-help = 删去这一句。
e046 = { $kind ->
    [single] “{ $name }”没有展开，后面不写“@{ $key }”
   *[other] “{ $name }”里没有“{ $key }”这一份
}
e046-help = { $kind ->
    [single] 直接写“{ $name }”。
    [series] @ 后面写这项任务 series 里的名称。
    [dates] @ 后面写它展开到的单位、名单项，或者写日期，例如 2026-03-09。
   *[keys] @ 后面写这项任务展开到的单位或名单项。
}
e047 = “{ $task }”和“{ $name }”展开的对象没有一个相同，等不到任何一份
e047-help = 要等全部，写“{ $name }[*]”。
e048 = 要求 { $count } 份，实际最多只有 { $found } 份
e048-help = { $where ->
    [cover] 改小数字，或者给名单、单位组加够项。
   *[other] 改小数字；要在全部实例里数，写 [*]。
}
e049 = 应展开 { $count } 份，实际 { $found } 份
e049-help = 核对单位组或名单，或者改 count。
e050 = { $kind ->
    [empty] 这里是空的，还没有填
   *[blank] “{ $text }”还没有填
}
e050-help = 下达前填上实际内容。
e051 = “{ $name }”没有值，无法代入
e051-help = 在 vars 里给它一个值，或者改成 each 里的名称。
e052 = “{ $name }”里一个也没有，展不开
e052-help = 给它加上成员，或者删去这项。
e053 = 没有牵头单位
e053-help = 写上 owner；或者让 each 带出单位，或者在板块上写 owner。
e054 = “{ $field }”不能和“{ $other }”同时写
e054-help = 保留一个。
e055 = 自选时段放不下这项工作：{ $unit ->
    [workdays] 要{ $wants }个工作日，时段里有{ $has }个
    [days] 要{ $wants }天，时段里有{ $has }天
   *[other] 要{ $wants }小时，时段里有{ $has }小时
}
e055-help = 把 pick 放宽，或者把 takes 改短。
e056 = “{ $text }”读不懂
e056-help = 指标写“走访 >= 50”“投诉?”“未公示 from rows where 公示 == no”“金额 from sum 金额”，目标写“>= 600”，量词写“件 -> 投诉”或“latest 户”，材料写“照片 x3”。
e057 = “{ $from }”论{ $from_quantity }，“{ $to }”论{ $to_quantity }，不能相加
e057-help = 量词相同的指标才能汇总。
e058 = “{ $text }”不是相对时限的时刻
e058-help = 写法：due-3wd、due 09:00、due+1wd。
e059 = “{ $text }”不是周期
e059-help = 写法：day in 时段、wd in 时段、Sat 09:00..11:00 in 时段（几点到几点）、week in 时段、3 x week in 时段（每周三次，日子自选）、2w Fri in 时段（隔周周五）、1st,15th in 时段（每月 1 日和 15 日）、on D-8, D-1 pm（几个日子）、Mon,Thu in 时段、2nd Sun in 时段、1st wd in 时段、day 17:00 in D-14..D+7。
e060 = “{ $name }”没有可以推算的时限
e060-help = 给“{ $name }”写上 due；两项不能互相推算。
e061 = 不认识第 { $version } 版语言
e061-help = 这个程序认识第 { $known } 版；请升级程序或改版本号。
e062 = 没有“{ $name }”这个时区
e062-help = 写法：Asia/Shanghai。
e063 = 步骤只有 { $found } 项，却要完成 { $count } 项
e063-help = 改小 steps_done，或者补上步骤。
e064 = “{ $text }”里一次也没有
e064-help = 放宽时段，或者换个周期。
e065 = { $kind ->
    [empty] 名称是空的
    [hidden] 名称“{ $name }”里有看不见的字符 { $mark }
    [split] 名称“{ $name }”里有拆开写的字母
   *[mark] 名称“{ $name }”里不能有“{ $mark }”
}
e065-help = { $kind ->
    [hidden] 删去它，重新输入；从网页、文档复制时常会带入。
    [split] 字母和它上面的符号合成一个字符，重新输入。
   *[mark] 名称不留空，也不用空格、逗号和 @ | > [ {"{"} 这些符号。
}
e066 = 用了全角的“{ $wide }”
e066-help = 改成半角的“{ $plain }”。
e067 = “{ $name }”和前面展开的是同一类对象，不能相乘
e067-help = 两边用不同的名单，或者一边用名单、一边用单位组。
e068 = “{ $name }”太笼统，没有落到具体单位
e068-help = 写明单位名称，或者在 groups 里定义这个组。
e069 = “{ $name }”是一组单位，这里只能写一个
e069-help = 写一个单位；每个单位各办一份，用 each。
e070 = “{ $field }”在两个文件里都写了
e070-help = 只在一个文件里写。
e071 = 路径“{ $path }”出了方案的根目录
e071-help = 只能用根目录以内的相对路径。
e072 = 文件互相包含成环：{ $loop }
e072-help = 删去“{ $path }”这一处 include。
e073 = 指标经“{ $name }”汇总成环
e073-help = 删去一处“->”。
e118 = “{ $text }”不是结果条件
e118-help = 写成：任务 == 结果，几种结果用竖线隔开，如 "调解 == 转办 | 未成"。
e119 = { $kind ->
    [none] “{ $task }”没有列出 outcomes，谈不上结果“{ $name }”
   *[other] “{ $task }”没有“{ $name }”这个结果，只有：{ $known }
}
e119-help = 结果在被等的那项任务里用 outcomes 列出，字要一样。
e120 = 对应着 { $found } 份“{ $name }”，结果可能不一样
e120-help = 两项任务按同样的对象展开，各等各的结果。
e084 = “{ $text }”不是条件
e084-help = 写“{"{"}变量{"}"} == 值”、“!= 值”、“in 甲 | 乙”，数和日子还可以写“>= 500”；几条都要成立，用 and 连。
e085 = 条件里的变量“{ $name }”没有写
e085-help = 在 vars 里写上它；预案里也可以写 ask 的参数。
e086 = 没有“{ $name }”这个模板
e086-help = 在 templates 里写，或者用 include 并进来。
e087 = 模板的参数“{ $name }”没有给
e087-help = 在 with 里写上“{ $name }”。
e088 = 模板没有“{ $name }”这个参数
e088-help = 参数的名称看模板的 ask。
e089 = { $kind ->
    [empty] “{ $name }”是空的
    [number] “{ $name }”要填数，“{ $text }”不是
    [yes_no] “{ $name }”要填是或否，“{ $text }”不是
    [date] “{ $name }”要填日子，“{ $text }”不是
    [choice] “{ $name }”要从 { $group } 里选，“{ $text }”不是
   *[unit] “{ $name }”要填“{ $group }”里的一家，“{ $text }”不是
}
e089-help = { $kind ->
    [date] 写法：2026-03-15、D-3、D-3 09:30。
   *[other] 模板的 ask 说了每个参数填什么。
}
e095 = “{ $text }”是几天里每天的钟点，只能用在值班表的 window 里
e095-help = 每天都办一次的，写 every: "{ $every }"；一共办一次的，写起止两头。
e092 = { $date } 写了两次
e092-help = 循环的每一次凭日期区分，一天只能一次；一天几次的，用 series 各起一个名字。
e130 = “{ $name }”不是{ $unit }的人
e130-help = 值班由本单位的人值；换成本单位的人，或者把这个人写到他自己单位那一行。
e131 = “{ $text }”不能作一班的时长
e131-help = 一班按钟点算：`6h`、`90m`、`1d`。
e132 = “{ $name }”不在这张值班表的单位里
e132-help = 加进这张表的 `units`，或者删掉这一行。
e121 = 参数“{ $name }”填的不是单位，不能放在写单位的地方
e121-help = 在 ask 里写成 unit("单位组")，或者直接写单位名。
e122 = 预案里的任务不用 { $field }
e122-help = 预案的时间从启动算起：due: "T+2h"、every: "6h until 任务"。
e123 = “{ $text }”不是预案里的时间
e123-help = 写成 "T+30m"、"T+5wd"、"T day 18:00"、"T wd 18:00"（下班后来的算下一个工作日）、"after 任务 +1wd"；循环写成 "6h until 任务"。
e124 = “{ $name }”既不是本预案的是非参数，也不是本任务的结果
e124-help = unless 里写 ask 中 yes_no 的参数，或者本任务 outcomes 里的结果。
e125 = 读不懂的启动规则“{ $text }”
e125-help = 写成 "投诉@{"{"}属地{"}"} in 1h >= 10"、"走访@{"{"}属地{"}"} < 30 by D-3"、"满意率@回访 < 90%"、"回访 overdue"、"outcome 调解 == 未成"。
e126 = 这条规则定不了参数“{ $name }”的值
e126-help = 由规则启动的预案，是非参数、选择参数规则定不了；单位参数最多一个，写成 @{"{"}参数{"}"} 或由任务定。
e127 = { $kind ->
    [figure] 这条规则永远启动不了：“{ $name }”不报“{ $measure }”
   *[unit] 这条规则永远启动不了：“{ $name }”的单位没有一个在“{ $group }”里
}
e127-help = { $kind ->
    [figure] 换成报这个数的任务，或者把它写进那项任务的 measures。
   *[unit] 规则把这项任务的单位（分给谁就是谁，再看牵头单位）填进参数；参数换成它们所在的组，或者换一项任务。
}
e128 = 参数“{ $name }”不能写在这里
e128-help = 参数启动时才填，能写在标题、说明、地点、清单、单位和 only 里；时限各不相同的，写成两项任务，各用 only 选。
e129 = “{ $text }”不在参数“{ $name }”可选的里面
e129-help = 可选的写在 ask 的 choice 里，照抄其中一个。
w061 = “{ $name }”的 { $all } 份中，有 { $count } 份的单位不在“{ $group }”里，这条规则不为它们启动
w061-help = 参数换成包含全部单位的组；本来就只管一部分的，不用改。
w062 = “{ $task }”要等“{ $on }”，时限却在它前面，什么时候启动都一样
w062-help = 先办的时限应当在前，请核对这两个时限。
w020 = { $year }年放假安排未公布，工作日按周一至周五推算
w020-help = 通知公布后更新日历文件，再核对日期。
w021 = 没有指定日历，工作日按周一至周五推算
w021-help = 写上 calendar，例如 calendars/cn.ron。
w070 = “{ $task }”和“{ $name }”一边按单位分摊，一边按名单分摊，没有一件对一件，每件等全部 { $count } 件
w070-help = 要各等各的，名单每项写成列表：“项”: ["单位"]；就是等全部，写“all { $name }”。
w071 = “{ $name }”放在已按 { $outer } 项分摊的板块里，每项都再分 { $inner } 件，共 { $count } 件，两边又各有牵头单位
w071-help = 各办各的，把任务挪出这个板块，或把名单每项写成单位列表；确实要这么多件，写 count: { $count }。
w072 = “{ $name }”由“{ $unit }”办，又由“{ $unit }”自己审核
w072-help = 换一家审核；不用审核的写 review: none。
w073 = 逾期要报给分管领导，但“{ $name }”名下没有分管领导{ $more ->
    [0] {""}
   *[other] （另有 { $more } 家也没有）
}
w073-help = 给单位写上 people: {"{"} "某某": leader {"}"}，或在任务上写 leader，或把 escalate 改成一个单位。
w022 = “{ $task }”的 { $all } 份中，有 { $alone } 份在“{ $name }”里没有对应，不等待
w022-help = 如果要等全部，写“{ $name }[*]”。
w023 = “{ $name }”是报送任务，没有写完成时限
w023-help = 写上 due。
e093 = 名单“{ $list }”里没有“{ $item }”这一项
e093-help = renamed 写的是“新名: 旧名”：前面的要是名单里现在的项。
w024 = “{ $name }”没有任何日期，也没有后续任务
w024-help = 写上 due、when 或 pick。
w025 = “{ $name }”没有登记联系人
w025-help = 在它的 people 里登记一名 contact。
w026 = “{ $unit }”不登录系统，“{ $name }”没有写由谁代填
w026-help = 写上 proxy。
w027 = “{ $name }”是“{ $now }”的旧称
w027-help = 改用现在的名称。
w028 = 完成时限早于时段结束
w028-help = 把 due 放到时段结束之后，或者缩短时段。
note-first = 先写在这里
note-used = 用在这里
note-used-more = 另有 { $n } 处也这样用
note-other = 和这里冲突
note-given = “{ $name }”写在这里
note-reaches = “{ $name }”排到了{ $year }年
note-near = 这里写的是“{ $name }”，没有别处用到
e074 = 这里读不通：{ $reason }
e074-help = 对照旁边同类的写法修改。
e075 = { $what ->
    [span] “{ $text }”太长，最多十年
    [offset] “{ $text }”离 D 太远，最多十年
    [year] “{ $text }”太远，年份在1980年至2190年之间
    [occurrences] 重复 { $found } 次，最多 { $max } 次
    [instances] 任务展开到 { $found } 项，最多 { $max } 项
    [units] 单位生成到 { $found } 个，最多 { $max } 个
    [links] 前置关系超过 { $max } 条
    [way] “{ $text }”层层引用，超过 { $max } 层
   *[text] “{ $text }”代入后文字太长，最多 { $max } 字节
}
e075-help = { $what ->
    [span] 核对数字和单位。
    [offset] 核对数字和单位。
    [year] 核对年份。
    [occurrences] 缩短时段，或者改为每周一次。
    [instances] 核对 each 相乘的名单，或者分成几个方案。
    [units] 核对 each 后面的单位组。
    [links] 用一项中间任务汇合，再由后面的任务等它。
    [way] 减少引用的层数。
   *[text] 把其中的变量写短。
}
e076 = “{ $text }”不能作 D
e076-help = 写成日期 2026-03-15；年年都办的写月日 03-15。
w060 = “{ $name }”由正在执行的 { $before } 项增至 { $now } 项：新增 { $added }{ $more ->
    [0] { "" }
   *[other] {" "}等，另 { $more } 项
}
w060-help = 确属新增就保留，并告知新增的单位；不是就检查 each 和分组。
w065 = 附件写了值班表“{ $name }”，方案里没有这张表
w065-help = 在 rosters 里写上，或者改成 form("…")。
w066 = { $unit }登记的人不够排“{ $name }”：{ $role ->
    [leader] 分管领导
    [contact] 联系人
    [staff] 工作人员
    [expert] 专家
   *[other] 志愿者
} 还少 { $count } 人
w066-help = 在这个单位的 people 里登记人员，或者调整 `needs`。
w067 = { $name } 同一时间在两处值班，另一处是“{ $other }”
w067-help = 换一个人，或者错开时间。
w068 = 值班表“{ $name }”里{ $unit }有空缺：{ $role ->
    [leader] 分管领导
    [contact] 联系人
    [staff] 工作人员
    [expert] 专家
   *[other] 志愿者
} 还少 { $count } 人
w068-help = 在 `fill` 里补上。
e133 = { $kind ->
    [play] 预案的任务等不了预案外面的“{ $name }”
   *[plan] “{ $name }”是预案里的任务，预案外面的任务等不了它
}
e133-help = { $kind ->
    [play] 预案什么时候启动不一定：要紧的先后，由启动的人掌握；要查它办完没有，写进预案的清单。
   *[plan] 预案可以启动多次，也可以不启动：改等方案里的任务，或者把这项任务也写进预案。
}
e138 = “{ $text }”没有说清多少才够
e138-help = 写成“几个 of 组或名单”，例如 "3 of 场所"、"any of 所"、"80% of 企业"。
e139 = 这项任务没有照着“{ $name }”展开
e139-help = 写 each 里的一个组或名单。
