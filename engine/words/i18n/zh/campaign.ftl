# 运行中的专项活动：状态、动作、角色、事件，以及不予受理的理由。

campaign-list-comma = 、
campaign-list-semicolon = ；
campaign-list-more = { $list }等，另有{ $more }项
campaign-somebody = 有人
campaign-a-change = 变更

campaign-verb-acknowledge = 签收
campaign-verb-start = 开始办理
campaign-verb-progress = 反馈进展
campaign-verb-tick = 勾选步骤
campaign-verb-measure = 填报数据
campaign-verb-rows = 登记
campaign-verb-attach = 上传佐证材料
campaign-verb-comment = 备注
campaign-verb-pick = 选定时间
campaign-verb-submit = 提交办结
campaign-verb-withdraw = 撤回提交
campaign-verb-accept = 审核通过
campaign-verb-return = 退回重办
campaign-verb-complete = 直接办结
campaign-verb-close = 销号
campaign-verb-request-extension = 申请延期
campaign-verb-decide-extension = 审批延期
campaign-verb-reassign = 改派
campaign-verb-suspend = 中止
campaign-verb-resume = 恢复办理
campaign-verb-cancel = 撤销
campaign-verb-skip = 免办

campaign-role-coordinator = 组织协调单位
campaign-role-lead = 牵头单位
campaign-role-support = 配合单位
campaign-role-reviewer = 审核单位
campaign-role-participant = 参与单位

campaign-event-plan-applied = 方案下达
campaign-event-plan-approved = 方案批准
campaign-event-task-acknowledged = 签收
campaign-event-task-started = 开始办理
campaign-event-progress-reported = 反馈进展
campaign-event-step-ticked = 勾选步骤
campaign-event-measure-recorded = 填报数据
campaign-event-rows-added = 登记
campaign-event-row-corrected = 更正登记
campaign-event-row-removed = 删去登记
campaign-event-evidence-attached = 上传佐证材料
campaign-event-commented = 备注
campaign-event-date-picked = 选定时间
campaign-event-support-reported = 配合单位报送
campaign-event-task-submitted = 提交办结
campaign-event-submission-withdrawn = 撤回提交
campaign-event-task-returned = 退回重办
campaign-event-task-completed = 办结
campaign-event-task-closed = 销号
campaign-event-extension-requested = 申请延期
campaign-event-extension-granted = 同意延期
campaign-event-extension-refused = 不同意延期
campaign-event-due-moved = 顺延完成时限
campaign-event-task-reassigned = 改派
campaign-event-task-suspended = 中止
campaign-event-task-resumed = 恢复办理
campaign-event-task-cancelled = 撤销
campaign-event-task-ruled-out = 因前置结果免办
campaign-event-task-ruled-in = 恢复办理
campaign-event-playbook-started = 启动预案
campaign-event-play-task-added = 预案任务到期再办
campaign-event-task-skipped = 免办
campaign-event-roster-filled = 排班
campaign-event-command-undone = 撤回操作
campaign-event-task-restored = 恢复原状

campaign-words-text = 内容
campaign-words-reason = 理由
campaign-words-name = 名称
campaign-words-file = 文件
campaign-words-answer = 填报内容

campaign-missing-supporters = 配合单位未报送：{ $units }
campaign-missing-pick = 时间未选定
campaign-missing-answers = 未填写：{ $answers }
campaign-missing-steps = 步骤还差{ $short }项{ $which ->
    [any] ，任选
   *[all] {""}
}：{ $steps }
campaign-missing-rows = 登记表还没有一行（确实没有的，写明没有）
campaign-missing-cells = 登记表有不合要求的，请更正：{ $cells }
campaign-unfit = 第{ $row }行“{ $column }”{ $length ->
    [0] 空着
   *[other] 为“{ $value }”
}
figures-unfit = 登记表里没有计入的
cli-row-former = { $column }（已去掉）
campaign-missing-measures = 数据未填报：{ $measures }
campaign-missing-evidence = 佐证材料不足：{ $evidence }
campaign-unmet-some = { $tasks }（其中还需{ $short }项）

campaign-fault-number-gone = { $task }的编号以前是另一项任务的
campaign-fault-no-tasks = 没有任务
campaign-fault-number-twice = 编号{ $task }重复
campaign-fault-unknown-need = { $task }的前置任务{ $on }不存在
campaign-fault-unknown-unit = 单位“{ $unit }”不存在

campaign-refused-not-launched = 专项活动尚未下达。
campaign-hint-not-launched = 请先下达方案。
campaign-refused-already-launched = 专项活动{ $campaign }已经下达，不能再次下达。
campaign-hint-already-launched = 请打开运行中的活动；方案改过的，用 diff、apply；要办新一年的活动，请换一个编号。
campaign-refused-bad-plan = 方案不能生效：{ $fault }。
campaign-hint-bad-plan = 请先检查方案，改正后再试。
campaign-hint-bad-plan-numbers = 方案本身不一定有错：是编号的程序把用过的编号又给了一次。请用运行活动的同一版程序，从方案文件重新修订。
campaign-refused-only-coordinator = { $actor }不能下达方案。
campaign-hint-only-coordinator = 方案由组织协调单位{ $unit }下达。
campaign-refused-not-in-plan = 方案中没有{ $actor }。
campaign-hint-not-in-plan = 请以方案中的单位或人员身份办理。
campaign-refused-no-such-unit = 方案中没有单位“{ $unit }”。
campaign-hint-no-such-unit = 请填写方案中的单位名称。
campaign-refused-not-for-unit = { $actor }不能代{ $unit }办理。
campaign-hint-not-for-unit = 可由{ $unit }本单位、其代报单位或组织协调单位办理。
campaign-refused-no-such-task = 没有任务{ $task }。
campaign-hint-no-such-task = 方案共有{ $of }项任务，请核对编号。
campaign-refused-not-allowed = { $actor }无权对{ $task }“{ $verb }”。
campaign-hint-not-allowed = 可办理的单位：{ $by }。
campaign-refused-wrong-state = { $task }{ $state }，不能“{ $verb }”。
campaign-hint-wrong-state = 现在可以：{ $next }。
campaign-hint-wrong-state-end = 该任务已无可办事项；如属误办，可撤回上一步操作。
campaign-refused-unmet = { $task }的前置任务未办结：{ $waiting }。
campaign-hint-unmet = 前置任务办结后再提交；确需先办结的，由组织协调单位直接办结。
campaign-refused-missing = { $task }不能“{ $verb }”：{ $missing }。
campaign-hint-missing = 请补齐后再办理。
campaign-refused-does-not-add-up = { $task }不能销号：{ $unit }报的数对不上，{ $checks }。
campaign-hint-does-not-add-up = 报错了的数更正后再销号；数没有错的，销号时写明对账说明。
campaign-refused-not-asked-for = 方案未要求{ $task }“{ $verb }”。
campaign-hint-not-asked-for = 可改用反馈进展或备注。
campaign-refused-no-such-step = { $task }没有第{ $step }步。
campaign-hint-no-such-step = 步骤：{ $steps }。
campaign-refused-no-such-measure = { $task }不填报“{ $measure }”。
campaign-hint-no-such-measure = 应填报：{ $asked }。
campaign-refused-no-such-answer = { $task }不填写“{ $name }”。
campaign-hint-no-such-answer = 应填写：{ $asked }。
campaign-refused-no-such-entry = { $task }第{ $entry }条不是可更正的“{ $measure }”数据。
campaign-hint-no-such-entry = 请更正该项最近一条有效数据。
campaign-refused-no-such-column = { $task }的登记表没有“{ $column }”这一列，或者写了两次。
campaign-hint-no-such-column = 登记表的列：{ $columns }。
campaign-refused-row-too-wide = { $task }：第{ $row }行的格子比列多（{ $columns }列）。
campaign-hint-row-too-wide = 每行和列一一对应，空着的也占一格。
campaign-refused-bad-rows = { $task }一行也没有登记：{ $cells }。
campaign-hint-bad-rows = 改好再登记；一次登记的，要么全记上，要么全不记。
campaign-bad-cell = { $row ->
    [0] {""}
   *[other] 第{ $row }行
}“{ $column }”{ $why ->
    [empty] 没有填
    [number] 填了“{ $value }”，应填数字
    [yes_no] 填了“{ $value }”，应填是或否
    [date] 填了“{ $value }”，应填日期，如 2026-03-15
   *[unit] 填了“{ $value }”，应填{ $group }里的一个单位
}
campaign-cell-yes = 是
campaign-cell-no = 否
campaign-refused-no-such-row = { $task }没有第{ $row }行登记，或者已经删去。
campaign-hint-no-such-row = 现有的行用 row list 查看，最后一行是第{ $last }行。
campaign-refused-no-rows = { $task }没有给出要登记的行。
campaign-hint-no-rows = 每行写明各列填什么。
campaign-refused-counted = { $task }的“{ $measure }”从登记表数（{ $from }），不用手填。
campaign-hint-counted = 登记一行，数就跟着变；数不对，更正登记的行。
campaign-refused-already-so = { $task }已“{ $verb }”，无须重复。
campaign-hint-already-so = 无须再办。
campaign-refused-already-attached = { $task }的“{ $name }”已有同一文件：{ $file }。
campaign-hint-already-attached = 请上传另一份文件。
campaign-refused-already-reported = { $unit }已报送{ $task }的配合情况。
campaign-hint-already-reported = 需要补充的，请反馈进展或备注。
campaign-refused-already-owner = { $task }现由{ $unit }牵头。
campaign-hint-already-owner = 请选择另一个单位。
campaign-refused-percent-too-high = { $task }的进度不能是{ $percent }%。
campaign-hint-percent-too-high = 请填写0至100。
campaign-refused-negative = { $task }的“{ $measure }”不能是负数。
campaign-hint-negative = 数据不小于零：请填现有的数。
campaign-refused-bad-period = { $task }“{ $measure }”的统计时段止日早于起日。
campaign-hint-bad-period = 请核对统计时段。
campaign-refused-blank = { $task }“{ $verb }”须填写{ $what }。
campaign-hint-blank = 请填写{ $what }。
campaign-refused-outside-window = { $task }的日期超出自行安排的范围。
campaign-hint-outside-window = 可在{ $start }至{ $end }之间选定。
campaign-refused-no-outcome = { $task }{ $verb }时要写明结果。
campaign-hint-no-outcome = 结果任选其一：{ $allowed }（--outcome）。
campaign-refused-no-such-outcome = { $task }没有“{ $outcome }”这个结果。
campaign-hint-no-such-outcome = 可选的结果：{ $allowed }。
campaign-asked = { $name }（{ $kind ->
    [text] 文字
    [number] 数字
    [yes_no] 是或否
    [date] 日期
    [choice] { $group }
   *[unit] 单位，属于{ $group }
}）
campaign-refused-no-such-playbook = 方案里没有预案“{ $playbook }”。
campaign-hint-no-such-playbook = 现有预案：{ $known }。
campaign-refused-no-such-hook = 没有预案接收外部消息“{ $hook }”。
campaign-hint-no-such-hook = 在预案的 start 里写 hook("{ $hook }")。
campaign-refused-may-not-start = { $actor }不能启动预案“{ $playbook }”。
campaign-hint-may-not-start = 可以启动的：{ $by }。
campaign-refused-bad-parameter = { $why ->
    [unknown] 预案“{ $playbook }”没有参数“{ $name }”。
    [empty] 启动预案“{ $playbook }”要填“{ $name }”。
    [number] “{ $name }”要填数字。
    [yes_no] “{ $name }”要填是或否。
    [date] “{ $name }”要填日期，如 2026-03-15 或 2026-03-15 20:40。
    [choice] “{ $name }”要从列出的里面选一个。
   *[unit] “{ $name }”要填组里的一个单位。
}
campaign-hint-bad-parameter = 要填的：{ $asked }。
campaign-refused-no-such-play = 没有启动过 { $play }。
campaign-hint-no-such-play = 启动过的用 wallchart play list 查看。
campaign-refused-play-is-over = { $play } 已经结束。
campaign-hint-play-is-over = 没有还在办的任务；再有情况，重新启动预案。
campaign-refused-may-not-stop = { $actor }不能终止预案。
campaign-hint-may-not-stop = 由{ $unit }终止。
campaign-refused-stop-without-reason = 终止 { $play } 要写明原因。
campaign-hint-stop-without-reason = 加上 --reason。
campaign-refused-not-due = { $what }还不到自动启动的时候。
campaign-hint-not-due = 由规则启动的，条件满足时自动启动；要提前就手工启动。
campaign-refused-no-such-roster = 方案里没有值班表“{ $roster }”。
campaign-hint-no-such-roster = 现有值班表：{ $known }。
campaign-refused-no-such-post = “{ $roster }”里没有{ $post }的岗位。
campaign-hint-no-such-post = 表里的岗位：{ $posts }。
campaign-refused-no-such-shift = “{ $roster }”没有{ $at }开始的班次。
campaign-hint-no-such-shift = 班次开始时间：{ $shifts }。
campaign-refused-no-such-seat = “{ $roster }”不要求{ $role }。
campaign-hint-no-such-seat = 要求的角色：{ $needs }。
campaign-refused-may-not-fill = { $actor }不能给{ $unit }排班。
campaign-hint-may-not-fill = 由{ $unit }自己或{ $coordinator }来排。
campaign-refused-not-of-unit = { $of ->
    [none] { $unit }的名册里没有“{ $person }”。
   *[other] “{ $person }”是{ $of }的人，不在{ $unit }。
}
campaign-hint-not-of-unit = { $near ->
    [none] { $unit }名册：{ $people }。确实由“{ $person }”值班的，加 --anyway。
   *[other] 是不是{ $near }？{ $unit }名册：{ $people }。确实由“{ $person }”值班的，加 --anyway。
}
campaign-refused-other-role = { $person }是{ $is }，不能按{ $role }排班。
campaign-hint-other-role = 请另派一名{ $role }；各人的角色写在方案的单位名册里。
campaign-refused-on-duty-twice = { $person }同一时间要值两处班。
campaign-hint-on-duty-twice = 两处：{ $seats }。确实如此的，加 --anyway。
campaign-refused-seat-changed-since = “{ $roster }”{ $unit } { $at } 的班刚刚被别人改过。
campaign-hint-seat-changed-since = 请先看一下现在的安排，再重新提交。
campaign-refused-nothing-to-fill = 值班表没有变化。
campaign-hint-nothing-to-fill = 这些人已经排在那里了。
campaign-refused-nil-not-asked = { $task }不适用零报告。
campaign-hint-nil-not-asked = 请按要求填报后提交；无须办理的，由组织协调单位免办。
campaign-refused-no-due-date = { $task }没有完成时限，无从延期。
campaign-hint-no-due-date = 完成时限须由方案规定。
campaign-refused-extension-too-late = { $task }的完成时限{ $due }已过，不能再申请延期。
campaign-hint-extension-too-late = 可由组织协调单位直接批准新的时限。
campaign-refused-extension-not-later = { $task }的新时限须晚于{ $than }。
campaign-hint-extension-not-later = 请填写{ $than }之后的时间。
campaign-refused-extension-pending = { $task }的延期申请正在审批。
campaign-hint-extension-pending = 请等待组织协调单位审批，或先撤回该申请。
campaign-refused-no-extension-asked = { $task }没有待审批的延期申请。
campaign-hint-no-extension-asked = 要主动延期，请写明新的时限。
campaign-refused-changed-since = { $task }刚有变动：{ $by }，{ $kind }。
campaign-hint-changed-since = 请查看最新情况后再办理。
campaign-refused-nothing-to-undo = 没有可撤回的操作。
campaign-hint-nothing-to-undo = 要撤回他人的操作，请指明该操作，由组织协调单位办理。
campaign-refused-not-in-journal = 找不到该操作。
campaign-hint-not-in-journal = 只能撤回最近{ $depth }次操作。
campaign-refused-roll-back-instead = 方案修订不能撤回。
campaign-hint-roll-back-instead = 要退回旧的修订，用 wallchart rollback 修订号。
campaign-refused-other-campaign = 运行中的是{ $running }，方案写的是{ $given }。
campaign-hint-other-campaign = 请核对方案的 id，或用 --campaign 指明活动。
campaign-refused-other-revision = 您看的是方案第{ $seen }版，现在已是第{ $is }版。
campaign-hint-other-revision = 请重新比较后再更新。
campaign-refused-nothing-to-apply = 方案与运行中的第{ $revision }版没有差别。
campaign-hint-nothing-to-apply = 没有需要更新的。
campaign-refused-played-since = 看过之后启动了预案 { $play }，新任务的编号要重排。
campaign-hint-played-since = 请再看一遍改动，再应用。
campaign-refused-records-would-go = 方案去掉了已经有记录的任务：{ $tasks }。
campaign-hint-records-would-go = 请把它们留在方案里（改名用 was），或用 --drop-records-of 逐项指明要去掉。
campaign-refused-counts-would-go = 按这份方案，已经登记的这些不再计数：{ $what }。涉及 { $tasks }。
campaign-hint-counts-would-go = 只是改名的，在方案里写上旧名（指标写成 "人次, was 旧名"），数就跟过来；确实不要的，用 --drop-records-of 指明这些任务。
campaign-refused-cannot-undo-launch = 下达方案不能撤回。
campaign-hint-cannot-undo-launch = 可逐项撤销任务。
campaign-refused-already-undone = 该操作（{ $kind }）已经撤回。
campaign-hint-already-undone = 要恢复，请撤回那次撤回。
campaign-refused-undo-of-others = 该操作由{ $by }作出，不能代为撤回。
campaign-hint-undo-of-others = 可由{ $by }或组织协调单位撤回。
campaign-refused-undo-blocked = 不能撤回：其后{ $by }于{ $at }又作了变更（{ $kind }）。
campaign-hint-undo-blocked = 请先撤回后一次操作。
campaign-refused-not-in-batch = 批量办理只能包含对任务的操作。
campaign-hint-not-in-batch = 下达、撤回和另一批量办理请单独进行。
campaign-refused-empty-batch = 批量办理中没有操作。
campaign-hint-empty-batch = 请至少选择一项任务。
campaign-refused-in-batch = 第{ $at }项不能办理，整批未办：{ $why }
