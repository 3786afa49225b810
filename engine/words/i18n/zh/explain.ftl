# 诊断代码的说明（explain）。
explain-area-form = 写法：标点、引号、括号
explain-area-fields = 字段和取值
explain-area-files = 文件
explain-area-names = 名称
explain-area-texts = 文字、待填处和变量
explain-area-duty = 责任
explain-area-fan-out = 分解
explain-area-times = 日期、时间和日历
explain-area-needs = 前置关系
explain-area-figures = 指标、清单和佐证材料
explain-area-schedule = 排期
