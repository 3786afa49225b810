# 任务、灯、事件、操作：各界面共用的名词和句子。

## 任务状态
views-to = 报送
views-to-up = 上报{ $name }
views-to-down = 下达{ $name }
views-to-across = 平级{ $name }
views-to-inside = 对内{ $name }
views-to-outside = 对外{ $name }
views-state-draft = 待下达
views-state-issued = 待签收
views-state-in-progress = 办理中
views-state-submitted = 待审核
views-state-returned = 已退回
views-state-completed = 已办结
views-state-closed = 已销号
views-state-suspended = 已中止
views-state-cancelled = 已撤销
views-state-skipped = 免办
views-state-failed = 失败

## 阶段
views-phase-waiting = 待前置
views-phase-later = 未到时
views-phase-ready = 可办
views-phase-doing = 办理中
views-phase-review = 待审核
views-phase-suspended = 已中止
views-phase-settled = 已了结
views-overdue = 超期
views-due-soon = 临期
views-behind = 滞后
views-blocked = 受阻
views-critical = 关键
views-milestone = 里程碑

## 灯：名称，以及无颜色时的一个字
views-light-done = 办结
views-light-grey = 灰灯
views-light-green = 绿灯
views-light-blue = 蓝灯
views-light-yellow = 黄灯
views-light-red = 红灯
views-mark-done = 结
views-mark-grey = 灰
views-mark-green = 绿
views-mark-blue = 蓝
views-mark-yellow = 黄
views-mark-red = 红

## 亮灯原因
views-cause-settled = 已了结
views-cause-suspended = 已中止
views-cause-late-today = 今日到期，已过时限
views-cause-problem = 已报告问题
views-cause-blocked-by = 受阻：前置 { $task } 超期
views-cause-will-be-late = 预计晚 { $time }
views-cause-behind = 进度滞后 { $points } 个百分点
views-cause-ack-overdue = 逾期未签收
views-cause-due-soon = 临期
views-cause-waits-for-outcome = 待 { $task } 的结果
views-cause-waits-for = 待 { $task }
views-cause-not-begun = 未开始
views-cause-in-review = 待审核
views-cause-on-course = 按计划推进

## 时长
views-minutes = { $n }分钟
views-hours = { $n }小时
views-days = { $n }天
views-workdays = { $n }个工作日
views-no-time = 不占用时间
views-hours-minutes = { $h }小时{ $m }分
views-days-hours = { $d }天{ $h }小时
views-date = { $y }年{ $m }月{ $d }日
views-today = 今日
views-tomorrow = 明日
views-yesterday = 昨日
views-weekday-1 = 周一
views-weekday-2 = 周二
views-weekday-3 = 周三
views-weekday-4 = 周四
views-weekday-5 = 周五
views-weekday-6 = 周六
views-weekday-7 = 周日
views-none = 无

## 名词
views-task = 任务
views-tasks = { $n }项任务
views-stream = 任务板块
views-owner = 牵头单位
views-support = 配合单位
views-leader = 分管领导
views-reviewer = 审核单位
views-due = 完成时限
views-due-planned = 原定时限
views-start = 开始
views-finish = 预计办完
views-slack = 机动时间
views-progress = 进展
views-planned-pct = 时序进度
views-evidence = 佐证材料
views-log = 登记表
views-log-rows = { $n } 行
views-measures = 指标数据
views-steps = 清单
views-place = 地点
views-state = 状态
views-light = 灯
views-history = 办理记录
views-extensions = 延期{ $n }次
views-with-reason = { $what }：{ $reason }
views-with-outcome = 结果：{ $outcome }
views-returns = 退回{ $n }次
views-waits-for = 前置任务
views-holds-up = 后续任务

## 人员角色
views-role-leader = 分管领导
views-role-contact = 联系人
views-role-staff = 工作人员
views-role-expert = 专家
views-role-volunteer = 志愿者

## 单位类别
views-unit-bureau = 局
views-unit-committee = 委员会
views-unit-office = 科室
views-unit-branch = 所（分局）
views-unit-brigade = 队
views-unit-lab = 检测机构
views-unit-association = 协会
views-unit-chapter = 分会
views-unit-member = 成员单位
views-unit-station = 站点
views-unit-superior = 上级机关
views-unit-media = 媒体
views-unit-enterprise = 企业
views-unit-community = 镇街社区
views-unit-team = 工作专班
views-unit-other = 其他

## 活动类别
views-kind-publicity = 宣传
views-kind-revisit = 回访
views-kind-patrol = 巡查
views-kind-sweep = 专项检查
views-kind-joint-inspection = 联合检查
views-kind-sampling = 抽检
views-kind-event = 现场活动
views-kind-outreach = 进点活动
views-kind-consultation = 现场咨询
views-kind-symposium = 座谈会
views-kind-meeting = 会议
views-kind-press = 新闻发布
views-kind-lecture = 讲座
views-kind-contest = 知识竞赛
views-kind-survey = 调查
views-kind-exhibition = 展览
views-kind-performance = 演出
views-kind-gala = 晚会
views-kind-partner = 联办活动
views-kind-pledge = 签订倡议
views-kind-complaint = 投诉调解
views-kind-duty = 值守
views-kind-contingency = 应急处置
views-kind-training = 培训
views-kind-publication = 成果公开
views-kind-report = 报送
views-kind-document = 文书

## 操作人与途径
views-actor-operator = 操作员
views-actor-system = 系统
views-face-cli = 命令行
views-face-tui = 看板
views-face-http = 接口
views-face-page = 填报页
views-face-embedded = 程序
views-face-clock = 时钟

## 数据口径
views-qualifier-above = { $value }余{ $unit }
views-qualifier-exact = { $value }{ $unit }
views-qualifier-below = 近{ $value }{ $unit }

## 事件
views-event-launched = 下达方案
views-event-applied = 修订方案，第{ $n }版
views-event-rolled-back = 退回第{ $earlier }版方案，作为第{ $n }版
views-event-amended = ：新增 { $added } 项，去掉 { $removed } 项，改动 { $changed } 项
views-event-approved = 方案第{ $n }版由{ $by }批准（指纹 { $mark }）
views-event-acknowledged = 签收
views-event-started = 开始办理
views-event-progress = 反馈进展
views-event-progress-pct = 反馈进展 { $before }% → { $after }%
views-event-ticked = 完成清单第{ $n }项
views-event-cleared = 取消清单第{ $n }项
views-event-measured = 填报 { $what } { $value }
views-event-corrected = 更正 { $what } 为 { $value }
views-event-rows-added = 登记 { $n } 行
views-event-row-corrected = 更正第 { $n } 行  { $what }
views-event-row-removed = 删去第 { $n } 行
views-event-attached = 上传 { $what }
views-event-commented = 备注
views-field-says = { $name }：{ $value }
views-event-picked = 选定时间 { $when }
views-event-support = { $unit }报送配合情况
views-event-submitted = 提交办结
views-event-submitted-nil = 提交零报告
views-event-withdrawn = 撤回提交
views-event-returned = 退回重办
views-event-completed = 办结
views-event-closed = 销号
views-event-extension-asked = 申请延期至 { $until }
views-event-extension-granted = 同意延期 { $before } → { $after }
views-event-extension-refused = 不同意延期
views-event-reassigned = 改派 { $before } → { $after }
views-event-suspended = 中止
views-event-resumed = 恢复办理
views-event-cancelled = 撤销
views-event-with-outcome = { $event }，结果：{ $outcome }
views-event-enough = 免办：已经够数（{ $on } 办结后）
views-event-ruled-out = 免办：{ $on } 的结果是“{ $outcome }”
views-event-ruled-out-dropped = 免办：{ $on } 没有办
views-event-ruled-out-done = 免办：{ $on } 已办结，不用再办
views-event-ruled-in = 恢复办理
views-event-play-started = 启动预案 { $play } { $title }，任务 { $n } 项
views-event-play-task = { $play } 到期再办：{ $task }
views-event-skipped = 免办
views-event-undone = 撤回操作
views-event-restored = 恢复原状
views-event-due-passed = 已过完成时限
views-event-ack-passed = 已过签收时限

## 操作
views-act-ack = 签收
views-act-ack-about = 签收下达的任务
views-act-start = 开始
views-act-start-about = 开始办理
views-act-progress = 反馈
views-act-progress-about = 填报进展、问题和下一步措施
views-act-tick = 勾选
views-act-tick-about = 勾选或取消清单中的一项
views-act-row = 登记
views-act-row-about = 在登记表里登记一行
views-act-measure = 填数
views-act-measure-about = 填报或更正一项数据
views-act-attach = 上传材料
views-act-attach-about = 上传佐证材料
views-act-comment = 备注
views-act-comment-about = 添加备注
views-act-pick = 定时间
views-act-pick-about = 选定本单位的时间，并填写要求的内容
views-act-submit = 提交办结
views-act-submit-about = 提交办结；配合单位报送配合情况
views-act-done = 办完
views-act-done-about = 一次填齐材料和数据并提交办结
views-act-withdraw = 撤回
views-act-withdraw-about = 撤回尚未审核的提交
views-act-accept = 通过
views-act-accept-about = 审核通过，予以办结
views-act-return = 退回
views-act-return-about = 退回重办，说明理由
views-act-complete = 直接办结
views-act-complete-about = 由组织协调单位直接办结
views-act-close = 销号
views-act-close-about = 材料和数据齐备后销号
views-act-extend = 申请延期
views-act-extend-about = 申请延长完成时限
views-act-decide = 审批延期
views-act-decide-about = 同意或不同意延期
views-act-reassign = 改派
views-act-reassign-about = 改由其他单位牵头
views-act-suspend = 中止
views-act-suspend-about = 中止任务
views-act-resume = 恢复
views-act-resume-about = 恢复已中止的任务
views-act-cancel = 撤销任务
views-act-cancel-about = 撤销任务，后续任务不再等待其完成
views-act-skip = 免办
views-act-skip-about = 免办，后续任务照常进行
views-act-fill = 排班
views-act-fill-about = 在值班表上排人
views-arg-seats = 谁值班
views-act-play = 预案
views-act-play-about = 启动、终止预案
views-act-undo = 撤回操作
views-act-undo-about = 撤回上一步操作
views-act-redo = 重做
views-act-redo-about = 重做刚撤回的操作

## 操作所需内容
views-arg-text = 内容
views-arg-reason = 理由
views-arg-note = 说明
views-arg-problem = 存在问题
views-arg-next = 下一步措施
views-arg-percent = 进度（0至100）
views-arg-step = 清单序号
views-arg-ticked = 是否完成
views-arg-row = 登记的内容
views-arg-figures = 数据
views-arg-corrects = 更正哪一条
views-arg-evidence = 佐证材料
views-arg-at = 开始时间
views-arg-answers = 要求填写的内容
views-arg-outcome = 结果
views-arg-nil = 零报告
views-arg-until = 延期至
views-arg-unit = 单位
views-arg-grant = 是否同意
views-arg-playbook = 哪个预案
views-arg-command = 哪一次操作
views-arg-missing = 缺少：{ $what }

## 任务指代与筛选
views-resolve-none = 没有找到“{ $text }”对应的任务
views-resolve-ambiguous = “{ $text }”对应{ $n }项任务，请写明其一
views-resolve-near = 是否指：{ $names }
views-filter-unknown-key = 没有“{ $key }”这一筛选项；可用：{ $known }
views-filter-unknown-value = “{ $key }”不能取“{ $value }”；可用：{ $known }
views-filter-unclosed = 引号没有成对

## 工作台
desk-no-campaign = 库中没有“{ $campaign }”；请先下达：wallchart launch 方案.ron
desk-contended = 其他进程写入频繁，{ $times }次未能提交；请重试
desk-unfoldable = 库中“{ $campaign }”的记录有误：{ $why }；请执行 wallchart verify
desk-ring = 方案中的任务互相等待：{ $tasks }
desk-reused = 命令编号已用于另一请求；请重新发起
desk-rejected = 存储拒绝写入：{ $why }
desk-fenced = 其他进程已接管这项工作，本次未写入；请重试
desk-stopped = 程序正在退出，未执行
views-task-named = { $number }（{ $path }）
views-nil-report = 没有情况也要报
