# 写方案、看方案的几条命令。
cli-verb-schema = 输出方案文件的 JSON 结构说明，供别的程序使用
cli-arg-schema-kind = plan 方案（默认）或 calendar 日历
cli-arg-schema-of = 把这个文件按该结构输出为 JSON
cli-value-kind = 种类
cli-arg-check-watch = 改了就重新检查；q 或 Ctrl-C 结束
writing-watch-check = 错误 { $errors }，待填写 { $blockers }，警告 { $warnings }
e136 = 没有“{ $name }”这个代码
e136-help = `wallchart explain` 列出全部代码；能定轻重的是警告，W 开头。
e137 = “{ $name }”不是警告，不能另定轻重
e137-help = 错误要改，待填写的要填；能定轻重的是警告，W 开头。
cli-arg-check-allow = 不提示这种警告，如 W045；可以写几次
cli-arg-check-deny = 这种警告算错误，如 W030；warnings 指全部
