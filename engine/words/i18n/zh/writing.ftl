# 写方案、看方案的几条命令。
cli-verb-schema = 输出方案文件的 JSON 结构说明，供别的程序使用
cli-arg-schema-kind = plan 方案（默认）或 calendar 日历
cli-arg-schema-of = 把这个文件按该结构输出为 JSON
cli-value-kind = 种类
