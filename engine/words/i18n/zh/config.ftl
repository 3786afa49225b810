# 配置文件、补全、手册。
config-broken = 配置文件 { $path }：{ $what }
config-unknown-key = 没有“{ $key }”这一项
config-twice = “{ $key }”设了两次
config-unknown-word = 这一项不能设为“{ $word }”
config-kind = 这一项的值类型不对
config-no-config = 配置应以 Config( 开头
config-syntax = 不合 RON 写法
config-no-text = 不是 UTF-8 文本
config-no-file = 不是文件，或文件过大
config-unreadable = 读不了：{ $error }
config-near = 是不是“{ $name }”？
config-keys-are = 可设：{ $keys }
config-takes = 可写：{ $words }
config-example-hint = wallchart config --example 输出一份样例，各项齐全
config-column-key = 项
config-column-value = 值
config-column-from = 来源
config-from-flag = 选项
config-from-variable = 环境变量 { $name }
config-from-project = 项目配置 { $path }
config-from-user = 个人配置 { $path }
config-from-default = 默认
config-no-user-file = 个人配置应放在 { $path }；wallchart config --example 输出一份样例。
config-example =
    // 挂图作战的配置。命令行选项优先，其次环境变量，再次项目配置，最后个人配置。
    Config(
    {"    "}// 语言：zh 或 en。
    {"    "}// lang: zh,
    {"    "}// 数据文件。相对路径从本文件所在文件夹算起。
    {"    "}// store: "wallchart.db",
    {"    "}// 数据文件里有多个活动时，指定一个。
    {"    "}// campaign: "315-2027",
    {"    "}// 以谁的身份：方案里的单位或人员。
    {"    "}// as: "市消保委",
    {"    "}// 颜色：auto（自动）、always（总用）、never（不用）。
    {"    "}// color: auto,
    {"    "}// 看板用 ASCII 字符画框线；不写则询问终端。
    {"    "}// ascii: false,
    )

cli-arg-color = 颜色：auto（默认，终端上才用）、always（总用）、never（不用）
cli-value-when = 何时
cli-verb-config = 查看各项设置及其来源
cli-arg-config-example = 输出一份样例，各项齐全
cli-verb-completions = 输出命令行补全脚本，可补全命令、活动、任务、单位
cli-arg-completions-shell = 所用的 shell：bash、zsh、fish、elvish 或 powershell
cli-value-shell = SHELL
cli-verb-man = 输出手册页，或把全部手册页写入文件夹
cli-arg-man-verb = 要看哪条命令的手册页
cli-arg-man-out = 写入全部手册页的文件夹
cli-value-out = 文件
cli-value-folder = 文件夹

config-exit-ok = 办成。
config-exit-failed = 外面的事出错：文件、终端。
config-exit-usage = 参数或配置文件不对。
config-exit-plan = 方案有错误，或有待填写处不能下达。
config-exit-refused = 按规则不予受理。
config-exit-not-found = 没有这个数据文件、活动、任务、单位，或对上几个。
config-exit-store = 数据文件用不了，或已损坏。
config-exit-unconfirmed = 要先问一声而无人回答：加 --yes。
config-exit-signal = 被信号 N 终止。
config-man-title = 挂图作战手册
config-man-name = 名称
config-man-synopsis = 用法
config-man-description = 说明
config-man-exit = 退出码
config-man-environment = 环境变量
config-man-files = 文件
config-man-see-also = 参见
config-man-store = 数据文件，同 --store。
config-man-campaign = 哪个活动，同 --campaign。
config-man-as = 以谁的身份，同 --as。
config-man-lang = 语言，同 --lang。其后依次看配置文件和 LC_ALL、LC_MESSAGES、LANG。
config-man-config = 个人配置文件；设为空则不用。
config-man-no-color = 不空就不用颜色。
config-man-file-store = 数据文件；另有指定的除外。
config-man-file-project = 项目配置，在当前文件夹或其上各级。
config-man-file-user = 个人配置；设了 XDG_CONFIG_HOME 或在 Windows 上另有位置。
config-man-written = 已写入手册页 { $n } 份：{ $path }

config-watch-more = …… 另有 { $n } 行
config-watch-foot = 截至 { $at } · q 退出
config-watch-status = { $seq }  办结 { $done }/{ $all }  超期 { $late }  待处理 { $needs }
cli-arg-watch = 有变化就重新显示，q 或 Ctrl-C 结束

config-campaigns-title = 活动
config-campaigns-name = 活动
config-campaigns-done = 办结
config-campaigns-late = 超期
config-campaigns-needs = 待办
config-campaigns-reading = 正在读取 ...
config-campaigns-help = 换一个活动
config-campaigns-open = 打开
config-campaigns-corner = O 活动 { $at }/{ $of }

config-plans-here = wallchart open 方案 即下达并打开；这里的方案有：{ $plans }
cli-arg-open-plans = 方案文件，可写几个，先打开第一个；不写则打开数据文件里的活动
cli-value-plans = 方案

config-usage-twice = “{ $arg }”写了两次
config-usage-no-value = “{ $arg }”后面不写值
config-usage-wants-value = { $arg } 缺少值
cli-value-code = 诊断码
