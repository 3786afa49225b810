# 下达前：方案规模、各单位任务单、批准。

preview-comes-to = { $title }：D = { $anchor }，{ $start } 至 { $finish }，任务 { $tasks } 项，单位 { $units } 个；待填写 { $blockers } 处，警告 { $warnings } 处
preview-streams = 按板块
preview-units = 按单位
preview-unit-load = { $unit } { $leads }
preview-unit-load-both = { $unit } { $leads }+配合{ $supports }
preview-more = 另 { $count } 个
preview-critical-path = 关键路径
preview-path-more = …（略 { $count } 项）…
preview-folded = { $task }（{ $count }项）
preview-tightest = 最紧
preview-slack = { $task } 机动{ $slack }
preview-comma = 、
preview-arrow = { " → " }
preview-semicolon = ；

preview-sheet = 【{ $unit }】{ $kind }　牵头 { $leads } 项，配合 { $supports } 项，代报 { $proxies } 项，审核 { $reviews } 项
preview-people = 人员：{ $people }
preview-leads = 牵头
preview-reports-for = 代报（无登录的单位）
preview-supports = 配合
preview-informed = 知会
preview-to = 报送：{ $to }
preview-line = { $number } { $path }　{ $dates }
preview-dates = { $begin } 至 { $until }
preview-dates-by = { $until } 前
preview-dates-pick = 在 { $begin } 至 { $until } 内自行安排
preview-no-due = （无时限，按后续任务推算）
preview-lead = 牵头单位：{ $unit }
preview-place = 地点：{ $place }
preview-ask = 选时间时填写：{ $fields }
preview-ack = 下达后{ $span }内签收
preview-review = { $unit }审核
preview-no-review = 提交即办结
preview-steps = 清单：{ $steps }
preview-steps-some = 清单（至少 { $count } 项）：{ $steps }
preview-measures = 填报：{ $measures }
preview-measure-target = { $measure }（{ $quantity }，{ $target }）
preview-measure = { $measure }（{ $quantity }）
preview-measure-optional = { $measure }（{ $quantity }，可不填）
preview-evidence = 佐证材料：{ $evidence }
preview-evidence-many = { $name }×{ $count }
preview-waits = 前置：{ $tasks }
preview-some-of = { $tasks }中至少{ $count }项
preview-share-of = { $tasks }的{ $share }%
preview-settled = { $tasks }（了结即可）
preview-only-when = 只在“{ $task }”的结果是 { $outcomes } 时才办
preview-outcomes = 提交时写明结果：{ $outcomes }
preview-cover = 办够就行：{ $cover }
preview-nobody = 方案里没有任务落到{ $unit }。
preview-fingerprint = 方案指纹：{ $mark }（日期、任务、单位有任何变动，指纹即变）
preview-next = 批准后下达：wallchart launch { $plan } --approved-by <批准人> --fingerprint { $mark }
preview-blocked = 还有 { $count } 处待填写，填好才能下达。

preview-not-as-approved = 方案在批准之后有变动：批准的指纹是 { $asked }，现在是 { $found }
preview-not-as-approved-hint = 用 wallchart preview 重新看过、重新批准，再用新的指纹下达。
preview-short-fingerprint = 指纹 { $asked } 太短，至少要 { $least } 位
preview-not-compared = 未与正在执行的方案比较：{ $error }

cli-verb-preview = 下达前给各单位看：每个单位将收到什么
cli-arg-preview-unit = 只看这个单位
cli-arg-approved-by = 批准人：方案里的人员或单位；不写就是下达的人
cli-arg-fingerprint = 批准时看到的方案指纹；与现在的不同就不下达
cli-value-approved-by = 批准人
cli-value-fingerprint = 指纹
preview-remind = 到期前后提醒{ $count }次
preview-escalate = 超期报送：{ $steps }
