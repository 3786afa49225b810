# 命令行。
cli-about = 挂图作战：活动方案写成文本，引擎查错、排期，在终端跟踪到销号。
cli-heading-usage = 用法：
cli-heading-commands = 命令
cli-heading-arguments = 参数
cli-heading-options = 选项
cli-error = 错误：
cli-hint = 提示：
cli-usage-no-such-verb = 没有“{ $verb }”这条命令
cli-usage-unknown-argument = 不认识的参数“{ $arg }”
cli-usage-missing = 缺少参数：{ $args }
cli-usage-conflict = “{ $arg }”不能与“{ $other }”同用
cli-usage-bad-value = “{ $value }”不能作为 { $arg } 的值
cli-usage-suggest = 是不是“{ $name }”？
cli-usage-date = 日期写年月日：2027-03-15
cli-usage-help = wallchart --help 列出全部命令，wallchart 命令 --help 列出该命令的参数。

cli-arg-help = 显示帮助
cli-arg-version = 显示版本
cli-arg-store = 数据文件（WALLCHART_STORE；默认 wallchart.db）
cli-arg-campaign = 指定活动，数据文件里有多个活动时使用（WALLCHART_CAMPAIGN）
cli-arg-as = 以谁的身份：方案里的单位或人员（WALLCHART_AS；默认操作员，行使组织协调单位职权）
cli-arg-lang = 语言：zh 或 en（WALLCHART_LANG，其次系统区域设置）
cli-arg-json = 以 JSON 输出数据
cli-arg-plan = 方案文件
cli-arg-anchor = 活动日 D，如 2027-03-15
cli-arg-yes = 不再询问
cli-arg-task = 任务：编号、路径、唯一前缀或拼音首字母（fhc@cd）
cli-arg-tasks = 一个或几个任务，一并办理：编号、路径、唯一前缀或拼音首字母（fhc@cd）
cli-arg-note = 附言
cli-arg-reason = 原因
cli-arg-filter = 筛选：文字、who:单位、state:状态、late、stream:板块
cli-arg-unit = 单位；默认为当前身份所在单位

cli-verb-check = 检查方案：列出全部问题、位置和改法
cli-verb-schedule = 排期：时间、机动、关键路径
cli-verb-roster = 值班表：看空缺、排班、换班、导入导出
cli-arg-roster-what = list 一览（默认）、show 看一张、fill 排班、clear 清空、swap 对调、import 导入、export 导出
cli-arg-roster-names = 值班表；然后是岗位、班次和 角色=人，或者对调的两个人，或者文件
cli-arg-roster-unit = 只看这个单位的岗位
cli-arg-roster-anyway = 同一时间另有班的，或不在单位名册里的，确实由其值班
cli-arg-roster-planned = 和 clear 一起：恢复方案里的安排
cli-arg-roster-sheet = 工作簿里的哪一张，不写就是第一张
cli-verb-row = 登记表：登记、查看、更正、删去、导入、导出
cli-arg-row-what = add 登记、list 列出、correct 更正、remove 删去、import 从表格导入、export 导出
cli-arg-row-names = 行号（correct、remove）、各列填什么（企业=某店 公示=是），或者表格文件
cli-arg-row-sheet = 工作簿里的哪张表，不写是第一张
cli-arg-row-new = 导入时只登记还没有的行
cli-arg-row-all = 导入时登记过的也再登记
cli-arg-row-last = 只列最后几行
cli-arg-row-out = 写到哪个文件：.csv 或 .xlsx
cli-arg-row-reason = 为什么删去
cli-verb-play = 预案：启动、终止、查看
cli-arg-play-what = list 列出（默认）、start 启动、stop 终止、show 看一次
cli-arg-play-names = 预案名和参数（品牌=某牌），或者某一次（晚会曝光#1）
cli-arg-play-hook = 外部消息的名称，代替预案名
cli-arg-play-body = 参数写成的 JSON 对象：文件，或 - 从标准输入读
cli-arg-play-reason = 为什么终止
cli-value-address = 地址
cli-value-roster = 值班表
cli-value-row-cells = 内容
cli-value-names = 预案
cli-verb-graph = 以 Mermaid 或 DOT 输出前置关系
cli-verb-open = 打开看板；方案尚未下达的先下达
cli-verb-launch = 下达方案，任务交办到各单位
cli-verb-list = 列出任务
cli-verb-fmt = 把方案文件排整齐，注释和换行照旧
cli-verb-lsp = 编辑器用的语言服务器：边写边查、补全、改名
cli-verb-status = 查看总体进展
cli-verb-inbox = 列出一个单位要办的事
cli-verb-show = 查看一个任务的全部情况
cli-verb-log = 查看工作记录
cli-verb-serve = 听别的程序发来的消息，启动接收它的预案
cli-arg-serve-listen = 在哪里听：地址和端口，端口 0 任选一个空的
cli-arg-serve-token-file = 存口令的文件，发消息的要带上它
cli-verb-verify = 校验数据文件：哈希链、附件、次序
cli-verb-backup = 在使用中备份数据文件

cli-arg-check-deny-warnings = 有警告也算不通过
cli-arg-fmt-check = 不写文件，没排好的算不通过
cli-arg-fmt-files = 方案文件；- 从标准输入读，排好后写到标准输出
cli-arg-lsp-setup = 打印编辑器（vscode、helix、neovim）里要写的设置，不当服务器
cli-arg-lsp-stdio = （编辑器会加上，不加也一样）
cli-arg-check-fix = 只有一种改法的，直接在文件里改好
cli-arg-graph-format = mermaid（默认）或 dot
cli-arg-graph-instances = 逐个列出，不折叠各单位的同类任务
cli-arg-list-campaigns = 列出活动，不列任务
cli-arg-progress-percent = 完成百分比，0 到 100
cli-arg-progress-problem = 存在问题
cli-arg-progress-next = 下一步措施
cli-arg-progress-text = 进展情况
cli-arg-tick-steps = 步骤序号，从 1 起；或 all
cli-arg-tick-clear = 取消勾选
cli-arg-measure-figures = 数据：走访=50、资料=1000余
cli-arg-measure-as-of = 截至日期
cli-arg-attach-name = 材料名称，照方案所列；默认为唯一所缺的一项
cli-arg-attach-files = 文件
cli-arg-pick-at = 时间：2027-03-12、2027-03-12 14:00、D-3 pm
cli-arg-answers = 方案要求填写的其他内容：place=…
cli-arg-comment-text = 内容
cli-arg-outcome = 结果，在方案列出的几种里选一种
cli-arg-nil = 零报告
cli-arg-done-steps = 已完成的步骤序号，从 1 起；或 all
cli-arg-done-measures = 数据：走访=50
cli-arg-done-attach = 佐证材料：名称=文件，或文件
cli-arg-done-at = 自行安排的时间
cli-arg-extend-until = 延至：2027-03-20、D+3wd
cli-arg-extend-grant = 批准所申请的延期；与 --until 同用则批到另一时间，无人申请也可
cli-arg-extend-refuse = 不批准所申请的延期
cli-arg-reassign-to = 接办单位
cli-arg-undo-command = 要撤回的操作编号；默认为本人上一步操作
cli-arg-log-task = 只看这个任务
cli-arg-log-revisions = 只列方案的各版
cli-arg-log-last = 只看最近多少条
cli-arg-backup-to = 新文件，不得已存在

cli-plan-errors = 方案有 { $count } 处错误
cli-plan-blocked = 方案还有 { $count } 处待填写，填妥后才能下达
cli-no-store = 没有数据文件“{ $path }”
cli-no-store-hint = 请先下达方案：wallchart launch 方案文件；或用 --store 指定数据文件
cli-no-campaign = 数据文件里还没有活动
cli-no-such-campaign = 数据文件里没有活动“{ $id }”
cli-which-campaign = 数据文件里有多个活动，请用 --campaign 指定
cli-campaigns-are = 现有活动：{ $ids }
cli-no-such-task = 没有任务符合“{ $text }”
cli-which-task = “{ $text }”符合多个任务
cli-no-such-unit = 没有单位或人员符合“{ $text }”
cli-near = 是不是：{ $names }
cli-fits = 符合的有：{ $names }
cli-no-such-step = { $task } 没有第“{ $step }”步，步骤序号为 1 到 { $count }
cli-bad-figure = “{ $text }”不是数据
cli-bad-figure-hint = 请写 名称=数字，如 走访=50、资料=1000余
cli-bad-figure-unit = 只写数字，后面可以带单位“{ $unit }”，如 1,200{ $unit }、1000余{ $unit }；几项数据分开写
cli-arg-picked = 时间：2027-03-12、2027-03-12 14:00、D-3 pm；后面写方案要求填的：place=…
cli-value-picked = 时间
cli-bad-row-heading = { $path }：{ $kind ->
    [none] 表格是空的，或者没有表头
   *[other] 表头“{ $column }”不是登记表的列，或者写了两次
}
cli-bad-row-heading-hint = 表头照登记表的列写：{ $columns }
cli-bad-row-cells = { $path } 有 { $n } 格填得不对，一行也没有登记：
cli-bad-row-cells-hint = 照着改好表格再导入；行号是表格里的行号
cli-bad-row-more = 另有 { $n } 格
cli-rows-there = { $path } 的 { $of } 行里有 { $known } 行已经登记过
cli-rows-there-hint = 只登记新的，加 --new；确实又有一遍，加 --all
cli-bad-row-number = “{ $text }”不是行号
cli-bad-row-number-hint = 行号用 wallchart row list 查看，如 wallchart row correct 任务 3 公示=是
cli-no-row-file = 没有写明表格
cli-no-row-file-hint = 写成 row import 任务 走访.csv，或者 row export 任务 --out 走访.xlsx
cli-row-number = 行号
cli-row-at = 登记时间
cli-row-sheet = 登记表
cli-row-no-log = 这项任务没有登记表
cli-row-count = 登记 { $n } 行  { $columns }
cli-row-nothing-new = 没有新的：{ $n } 行都登记过
cli-row-exported = { $path }：{ $rows } 行
cli-bad-play = “{ $text }”不是启动过的预案的写法
cli-bad-play-hint = 写成 预案#第几次，如 晚会曝光#1；wallchart play list 列出全部
cli-bad-body = { $file } 里不是一个 JSON 对象
cli-bad-body-hint = 写成一个对象，值用文字、数字、真假，如 {"{"}"属地": "城东所"{"}"}
cli-play-none = 这个方案没有预案
cli-play-late = 一启动就是超期
cli-play-running = 进行中
cli-play-over = 已结束
cli-play-stopped = 已终止（{ $reason }）
cli-not-starting = --hook、--json-body 只用于启动
cli-not-starting-hint = 写成 wallchart play start --hook 名称 --json-body 文件
cli-bad-answer = “{ $text }”写法不对
cli-bad-answer-hint = 请写 项目=内容，如 place=新城社区广场
cli-bad-time = “{ $text }”不是时间
cli-bad-time-hint = 请写 2027-03-12、2027-03-12 14:00、D-3 或 D+2wd
cli-name-evidence = { $task } 要求多种材料，请写明这是哪一种
cli-name-evidence-hint = 用 --name 或 名称=文件，名称为：{ $names }
cli-file = { $path }：{ $error }
cli-ask-replace = { $path } 已经有了，用新的替换？
cli-no-table-format = { $path }：表格只写成 .xlsx 或 .csv
cli-no-table-format-hint = 文件名以 .xlsx 或 .csv 结尾
cli-no-folder = 没有文件夹 { $path }
cli-no-folder-hint = 先建文件夹，或者写到别处
cli-unconfirmed = 未作任何改动
cli-unconfirmed-hint = 请回答 y，或加 --yes 重来
cli-terminal = 终端：{ $error }

cli-extend-behind = 等它的这几件，时限没有跟着动，赶不上的由牵头单位申请延期：
cli-extend-behind-one = { $path }  完成时限 { $due }  { $owner }
cli-schedule-head = { $title }   D = { $anchor }   { $start } 至 { $finish }
cli-arg-schedule-gantt = 画成横道图
cli-arg-schedule-width = 横道图有多宽；不写同终端一样宽
cli-value-cells = 宽度
cli-gantt-days = { $days }天
cli-gantt-hours = { $hours }小时
cli-gantt-legend = 一格{ $cell }  { $rest } 排期  { $critical } 关键任务  { $due } 时限  { $milestone } 里程碑  | D
cli-column-number = 编号
cli-column-light = { "" }
cli-column-task = 任务
cli-column-owner = 牵头单位
cli-column-state = 状态
cli-column-start = 开始
cli-column-finish = 完成
cli-column-latest = 最迟
cli-column-due = 时限
cli-column-slack = 机动
cli-critical = 关键
cli-and = ；
cli-launched = 已下达 { $id }（{ $anchor }），交办任务 { $tasks } 项
cli-launched-late = 其中{ $tasks }项的完成时限已过，一下达就是超期；日子写错了就改方案，再用 wallchart apply
cli-ask-past = “{ $title }”的活动日 { $anchor } 已过，仍要下达吗？
cli-open-differs = 方案文件改过，运行的还是第 { $revision } 版；看改动：wallchart diff 方案
cli-backed-up = { $path }：{ $events } 条记录，{ $bytes } 字节，已回读校验
cli-verified = 完好：活动 { $campaigns } 个，记录 { $events } 条，文件 { $blobs } 个
cli-damaged = 数据文件有 { $problems } 处损坏
cli-status-all-done = { $tasks } 项任务全部办结。
cli-target-reached = （达标）
cli-target-open = （目标 { $value }）
cli-inbox-to-review = 待审核
cli-inbox-to-decide = 待批延期
cli-inbox-returned = 已退回
cli-inbox-to-acknowledge = 待签收
cli-inbox-to-do = 待办
cli-inbox-to-support = 待配合
cli-inbox-waiting = 待前置
cli-inbox-suspended = 已中止
cli-inbox-sent = 已提交
cli-inbox-empty = { $unit } 没有要办的事
cli-arg-open-ascii = 用 ASCII 字符画框线：true 或 false；默认询问终端

cli-show-gone = （修订时去掉了，到第{ $revision }版为止；记录还在）
cli-show-missing = 还缺
cli-show-can = 可办
cli-show-picked = 已定时间
cli-filter-hint = 可写文字、who:单位、state:状态、stream:板块、late；词前加 - 表示排除
cli-nothing-to-redo = 没有可重做的操作

cli-plan-warnings = 方案有 { $count } 处警告，按要求不予通过
cli-no-steps = { $task } 没有清单
cli-steps-already-so = { $task } 的清单已是如此，未作改动
cli-no-evidence-asked = { $task } 不要求佐证材料
cli-no-evidence-asked-hint = 仍要上传的，用 --name 写明材料名称
cli-no-such-task-hint = 任务用编号（T0412）、路径、唯一前缀或拼音首字母（fhc@cd）；wallchart list 列出全部任务
cli-no-such-unit-hint = 请写方案里的单位或人员；wallchart list 列出各任务的牵头单位
cli-file-not-found = 没有这个文件
cli-changed-meanwhile = { $path } 刚被别人改过，没有动它
cli-changed-meanwhile-hint = 请再运行一次
cli-fmt-would = 没排好：{ $path }
cli-fmt-done = 已排好：{ $path }
cli-fmt-all = { $count } 个文件都已排好
cli-fmt-astray = 有 { $count } 个文件没有排好
cli-fmt-astray-hint = 运行 wallchart fmt 文件
cli-fmt-fix = 有的只有一种改法，可直接改好：wallchart check --fix { $path }
cli-fixed = 已改 { $at }：{ $code } { $message }
cli-fixed-all = 共改好 { $count } 处
cli-fixed-nothing = 没有只有一种改法的问题，文件未动
cli-left-out = 按 only 的条件，有 { $count } 项任务不列入。
cli-fixable = 其中 { $count } 处只有一种改法，加 --fix 直接改好
cli-file-denied = 没有读写权限
cli-file-is-folder = 这是文件夹
cli-taken-back = 撤回：{ $what }
cli-done-again = 重做：{ $what }
cli-log-with-words = { $what } “{ $text }”
cli-value-options = 选项
cli-value-editor = 编辑器
cli-value-outcome = 结果
cli-value-verb = 命令
cli-value-file = 文件
cli-value-files = 文件
cli-value-id = 编号
cli-value-who = 单位或人员
cli-value-plan = 方案
cli-value-anchor = 日期
cli-value-what = 内容
cli-value-task = 任务
cli-value-tasks = 任务
cli-value-unit = 单位
cli-value-to = 单位
cli-value-until = 时间
cli-value-at = 时间
cli-value-as-of = 日期
cli-value-reason = 原因
cli-value-note = 附言
cli-value-text = 内容
cli-value-problem = 问题
cli-value-next = 措施
cli-value-percent = 百分比
cli-value-steps = 步骤
cli-value-figures = 名称=数字
cli-value-name = 名称
cli-value-answers = 项目=内容
cli-value-name-figure = 名称=数字
cli-value-name-file = 名称=文件
cli-value-field-text = 项目=内容
cli-value-filter = 筛选
cli-value-format = 格式
cli-value-last = 条数
cli-value-command = 操作编号
cli-verb-extend = 申请延期；用 --grant、--refuse 审批延期
cli-which-unit = “{ $text }”符合多个单位
