# 写方案、看方案的几条命令。
cli-verb-schema = 输出方案文件的 JSON 结构说明，供别的程序使用
cli-arg-schema-kind = plan 方案（默认）或 calendar 日历
cli-arg-schema-of = 把这个文件按该结构输出为 JSON
cli-value-kind = 种类
cli-arg-check-watch = 改了就重新检查；q 或 Ctrl-C 结束
writing-watch-check = 错误 { $errors }，待填写 { $blockers }，警告 { $warnings }
