# 仪表板：视图、按键、表单。

## 视图
dashboard-tab-overview = 总览
dashboard-tab-gantt = 横道图
dashboard-tab-task = 任务
dashboard-tab-log = 日志
dashboard-corner-lang = L 中/EN
dashboard-corner-help = F1 帮助
dashboard-corner-palette = F2 命令
dashboard-revision = 方案第{ $n }版
dashboard-filtered = 筛选：{ $filter }（{ $n }项）
dashboard-marked = 已选{ $n }项

## 总览
dashboard-needs = 待您处理（{ $n }）
dashboard-needs-overdue = 超期
dashboard-needs-today = 今日到期
dashboard-needs-review = 待审核
dashboard-needs-extension = 申请延期
dashboard-needs-blocked = 受阻未告知
dashboard-needs-no-answer = 逾期未签收
dashboard-needs-nothing = 目前没有需要处理的事项。
dashboard-needs-filtered = 没有符合筛选条件的任务。按 Esc 取消筛选。
dashboard-all-done = 全部任务已办结。
dashboard-since = { $when }起
dashboard-blocks = 影响{ $n }项
dashboard-critical = 关键
dashboard-progress = 进度
dashboard-total = 合计
dashboard-finish = 计划{ $planned }完成，按期
dashboard-forecast = 计划{ $planned }，预计{ $forecast }（{ $days }天，{ $by }）
dashboard-units = 单位（差的在前）
dashboard-units-open = 未办
dashboard-units-late = 超期
dashboard-units-score = 得分
dashboard-units-n = { $n }个单位
dashboard-events = 最新动态

## 横道图
dashboard-legend = { $done }已办 { $rest }待办 { $critical }关键 { $late }超期 { $due }时限 { $milestone }里程碑
dashboard-rows = 第{ $at }/{ $of }行  每格{ $cell }
dashboard-critical-only = 只看关键路径
dashboard-fold-all = 全部折叠或展开

## 任务
dashboard-no-task = 没有选中的任务。
dashboard-path = 编号路径
dashboard-schedule = 时间安排
dashboard-dates = { $now }（计划{ $planned }）
dashboard-picked = 自选日期
dashboard-answers = 填报
dashboard-about = 说明
dashboard-informed = 知会
dashboard-request = 申请延期至{ $until }：{ $reason }
dashboard-more = 另有{ $n }项
dashboard-why-critical = 关键路径
dashboard-actions = 可办操作

## 日志
dashboard-log = 日志（{ $n }条，只增不改）
dashboard-undone = 已撤回
dashboard-following = 日志跟随最新
dashboard-staying = 日志停留原处

## 提示和消息
dashboard-hint-take = 确定
dashboard-hint-next = 下一项
dashboard-hint-line = 换行
dashboard-hint-drop = 放弃
dashboard-hint-keep = 保留筛选
dashboard-hint-filter = 汉字、拼音首字母或 late who:城东所
dashboard-hint-back = 返回
dashboard-hint-zoom = 缩放
dashboard-hint-fold = 折叠
dashboard-hint-critical = 关键
dashboard-hint-step = 上/下一项
dashboard-hint-mark = 选中
dashboard-hint-find = 筛选
dashboard-hint-help = 帮助
dashboard-hint-quit = 退出
dashboard-done = 已记录（第{ $seq }号）
dashboard-busy = 正在提交……
dashboard-select-first = 请先选中一项任务。
dashboard-filter-example = 如：城东所  hf  late  state:待审核  who:宣传科
dashboard-filter-count = {"["}{ $n }项{"]"}

## 表单
dashboard-form-optional = { $what }（选填）
dashboard-form-more = 另有{ $n }项任务
dashboard-play-start = 启动预案 { $play }
dashboard-play-stop = 终止预案 { $play }
dashboard-plays = 预案（{ $n }起）
dashboard-form-confirm = 对以上{ $n }项任务一并办理？按 Enter 确定，Esc 放弃。
dashboard-form-day-off = 非工作日
dashboard-form-no-unit = 没有这个单位
dashboard-form-no-date = “{ $text }”不是日期：如 3-20、3月20日 18:00、+2wd、D+5
dashboard-form-no-percent = “{ $text }”不是 0 到 100 的数
dashboard-form-no-number = “{ $text }”不是数字：如 1200、300余、近50
dashboard-form-fill-in = 请填写：{ $what }
dashboard-form-grant = 同意
dashboard-form-refuse = 不同意
dashboard-form-yes = 是（零报告）
dashboard-form-no = 否

## 命令面板
dashboard-palette-title = 命令、视图、任务
dashboard-palette-none = 没有找到。可输汉字、拼音首字母或编号。

## 帮助
dashboard-help-title = 按键
dashboard-help-actions = ── 对选中或标记的任务 ──
dashboard-help-tabs = 切换视图
dashboard-help-move = 移动、翻页、到首尾
dashboard-help-open = 打开任务，折叠或展开
dashboard-help-back = 返回；取消标记和筛选
dashboard-help-step = 上一项、下一项任务
dashboard-help-mark = 标记一项；标记全部
dashboard-help-filter = 筛选任务
dashboard-help-palette = 命令面板
dashboard-help-time = 横道图：平移、缩放、回到今日
dashboard-help-fold = 横道图：折叠；全部折叠；只看关键路径
dashboard-help-follow = 日志是否跟随最新
dashboard-help-lang = 中文、英文切换
dashboard-help-redraw = 重绘屏幕
dashboard-help-help = 本帮助
dashboard-help-quit = 退出

## 错误
dashboard-error-terminal = 终端无法使用：{ $why }
dashboard-error-signal = 收到信号 { $n }，已退出
dashboard-error-panicked = 程序内部出错，已退出；终端已复原
