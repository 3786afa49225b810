# 各界面共用的词。
days-late = 超期{ $days }天
