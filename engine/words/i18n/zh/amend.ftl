# 修订运行中的方案：有哪些改动，影响谁。

amend-title = 名称
amend-path = 编号路径
amend-about = 说明
amend-stream = 任务板块
amend-objective = 目标
amend-kind = 类别
amend-tags = 标签
amend-place = 地点
amend-owner = 牵头单位
amend-support = 配合单位
amend-informed = 知会单位
amend-proxy = 代报单位
amend-leader = 分管领导
amend-timing = 时间
amend-takes = 工期
amend-due = 完成时限
amend-needs = 前置任务
amend-steps = 清单
amend-measures = 指标
amend-log = 登记表
amend-evidence = 佐证材料
amend-playbooks = 预案（只影响以后的启动）
amend-cover = 够数的办法
amend-outcomes = 结果
amend-to = 报送对象
amend-ask = 选时间时填写的项目
amend-ack = 签收期限
amend-review = 审核单位
amend-milestone = 里程碑
amend-nil-report = 零报告
amend-remind = 提醒
amend-escalate = 超期报送
amend-anchor = 活动日 D
amend-start = 开始时间
amend-sponsors = 主办单位
amend-group = 领导小组
amend-coordinator = 组织协调单位
amend-vars = 变量
amend-objectives = 目标
amend-basis = 依据
amend-notice = 通知
amend-calendar = 日历
amend-units = 单位资料
amend-groups = 单位组
amend-streams = 任务板块
amend-windows = 时段
amend-rosters = 值班表
amend-targets = 合计目标
amend-rates = 比率
amend-checks = 核对

amend-whole = 整体有改：{ $what }
amend-anchor-moved = 活动日 { $from } → { $to }
amend-joined = 新增单位：{ $units }
amend-left = 退出单位：{ $units }
amend-renamed = 单位改名：{ $was } → { $is }
amend-renamed-measure = 指标改名：{ $was } → { $is }
amend-renamed-roster = 值班表改名：{ $was } → { $is }
amend-added = 新增任务 { $count } 项
amend-added-one = + { $what }{ $more }
amend-led-by = ，牵头 { $unit }
amend-by-due = ，{ $due } 前
amend-removed = 去掉任务 { $count } 项
amend-removed-records = { $what }〔{ $state }，已有记录〕
amend-changed = 改动任务 { $count } 项
amend-changed-one = { $what }：{ $said }
amend-went-along = 另有 { $count } 项只随活动日移动，离 D 的天数不变
amend-named-along = 另有 { $count } 项只随单位改名
amend-more = 另有 { $count } 处
amend-from-to = { $what } { $from } → { $to }
amend-none = 无
amend-picks-go = 已选的时间不在新的时段里，要重选：{ $tasks }
amend-marks-go = 勾过的清单、配合单位的报送，新方案不再要的就去掉：{ $tasks }
amend-figures-lost = “{ $measure }”已填的 { $count } 个数（合计 { $sum }）不再计数：{ $tasks }
amend-cells-gone = 登记表没有“{ $column }”这一列了，已登记的 { $count } 格看不到：{ $cells }
amend-cells-unfit = “{ $column }”一列已登记的 { $count } 格不合新的要求，要更正：{ $cells }
amend-cell = { $task } 第{ $row }行“{ $value }”
amend-outcomes-go = 已有的结果，新方案里没有了：{ $tasks }
amend-ruled-in = 免办的任务恢复办理 { $count } 项
amend-ruled-out = 不用再办、改为免办 { $count } 项
amend-needed-one = { $unit }：{ $tasks }
amend-read-otherwise = “{ $measure }”的单位由{ $from }改为{ $to }，已填的 { $count } 个数不换算，照新单位计：{ $tasks }
amend-extensions-hold = 批准过的延期照旧，时限不动：{ $tasks }
amend-settled-stay = 已办结的不动，时限还是原来的：{ $tasks }
amend-handed-over = 牵头单位退出，转给别的单位：{ $tasks }
amend-issued-anew = 换了牵头单位，重新交办：{ $tasks }
amend-moved = 预计完成时间变动 { $count } 项
amend-moved-one = { $task } { $from } → { $to }
amend-critical = 关键路径有变
amend-critical-was = 原：{ $path }
amend-critical-is = 新：{ $path }
amend-finish = 整个活动结束：{ $from } → { $to }
amend-affected = 涉及单位 { $count } 个
amend-affected-one = { $unit }：{ $added ->
    [0] {""}
   *[other] 新增{ $added }项{" "}
}{ $removed ->
    [0] {""}
   *[other] 去掉{ $removed }项{" "}
}{ $changed ->
    [0] {""}
   *[other] 改动{ $changed }项{" "}
}{ $taken ->
    [0] {""}
   *[other] 接手{ $taken }项{" "}
}{ $given ->
    [0] {""}
   *[other] 移交{ $given }项{" "}
}{ $open ->
    [0] {""}
   *[other] （其中办理中{ $open }项）
}

cli-verb-diff = 比较方案：和运行中的比，或两份方案相比
cli-verb-apply = 把改过的方案用到运行中的活动上
cli-verb-rollback = 退回到以前的一版方案，作为新的一版
cli-arg-diff-plans = 一份方案和运行中的比；两份方案前后相比；@2 是运行中的第2版
cli-arg-drop = 明知有记录也去掉的任务，可写几次，也可用逗号隔开
cli-value-revision = 版次
amend-written = 已写好：{ $files }
cli-arg-rollback-out = 只把那一版的文件写到一个新文件夹里，不应用
cli-arg-rollback-revision = 退回到第几版
amend-same = 没有改动
amend-heading = { $title }：方案第{ $from }版 → 第{ $to }版
amend-heading-plans = { $title }：两份方案相比
amend-ask-apply = 应用以上改动？
amend-applied = 方案第{ $revision }版已生效：新增 { $added } 项，去掉 { $removed } 项，改动 { $changed } 项
amend-no-such-revision = 没有第{ $asked }版；现在是第{ $is }版
amend-no-such-revision-hint = wallchart log --revisions 列出各版
amend-legend = ! 会影响已有的记录或办理中的任务
amend-renamed-maybe = （是“{ $was }”改名？是的话写上 was: "{ $was }"，记录就跟过来）
amend-item-renamed-maybe = （“{ $list }”的“{ $was }”改名？是的话写上 renamed: {"{"} "{ $list }": {"{"} "{ $is }": "{ $was }" {"}"} {"}"}，记录就跟过来）
