# 编辑器里的提示（语言服务器）。

## 名字的种类
lsp-kind-unit = 单位
lsp-kind-alias = 旧名
lsp-kind-group = 组
lsp-kind-list = 名单
lsp-kind-item = 名单里的一项
lsp-kind-window = 时间段
lsp-kind-measure = 指标
lsp-kind-objective = 目标
lsp-kind-person = 人
lsp-kind-task = 任务
lsp-kind-label = 系列里的一件
lsp-kind-stream = 板块
lsp-kind-var = 变量
lsp-kind-outcome = 结果
lsp-kind-template = 模板
lsp-kind-param = 参数
lsp-kind-column = 登记表的一列
lsp-kind-rate = 比率
lsp-kind-roster = 值班表
lsp-kind-playbook = 预案
lsp-kind-file = 文件

## 指针停住时
lsp-dates = 起止：{ $dates }
lsp-due = 时限：{ $date }
lsp-slack = 富余：{ $days ->
    [0] { $hours }小时
   *[other] { $hours ->
        [0] { $days }天
       *[other] { $days }天{ $hours }小时
    }
}
lsp-critical = { $all ->
    [1] 在关键路径上
   *[other] { $all }件里有{ $count }件在关键路径上
}
lsp-owners = 牵头：{ $units }
lsp-instances = 共{ $count }件
lsp-more = { $names }等，另有{ $count }个
lsp-now = 现名：{ $name }
lsp-above = 上级：{ $unit }
lsp-leads = 牵头{ $leads }件，配合{ $supports }件
lsp-latest = 最新数：各单位最近一次报的算数，再相加
lsp-rolls-into = 同时计入{ $name }
lsp-asked = { $count }件任务要报
lsp-uses = 方案里用到{ $count }处
lsp-of-plan = 照方案 { $plan } 说的；这个文件还属于别的方案
lsp-stale = 方案现在有错，日期按上一次没有错的时候算。
lsp-unsound = 方案有错，改好才算得出日期。

## 可做的修改
lsp-new = 新的{ $what }
lsp-fix = 改正{ $code }
lsp-fix-to = 改成“{ $text }”（{ $code }）
lsp-fix-all = 全部改正（{ $count }处）
lsp-former = 记下旧名“{ $name }”，运行中的记录接着用

## 办不到的
lsp-garbled = 收到的不是消息
lsp-cancelled = 已取消
lsp-early = 还没有 initialize
lsp-left = 已经 shutdown
lsp-twice = 已经 initialize 过
lsp-unknown = 不会 { $method }
lsp-not-open = 读不到这个文件
lsp-nothing-to-rename = 这里没有可以改名的
lsp-taken = 已有叫“{ $name }”的，{ $kind }不能再叫这个名字
lsp-cant-write = 有一处写不进“{ $name }”，请手工改
lsp-cant-format = 方案的写法有错，改好才能排版
