# 诊断代码的说明（explain）。
explain-area-form = 写法：标点、引号、括号
explain-area-fields = 字段和取值
explain-area-files = 文件
explain-area-names = 名称
explain-area-texts = 文字、待填处和变量
explain-area-duty = 责任
explain-area-fan-out = 展开：按单位、按名单各办一份
explain-area-times = 日期、时间和日历
explain-area-needs = 前置条件
explain-area-figures = 指标、清单和佐证材料
explain-area-schedule = 排期
explain-severity = { $severity ->
    [error] 错误：方案不能用
    [blocker] 待补：可以检查，填妥后才能下达
   *[warning] 警告：可以下达，请看一看
}
explain-wrong = 错的写法
explain-reported = 检查时报
explain-right = 对的写法
explain-file = { $file ->
    [none] { $lead }
   *[other] { $lead }（{ $file }）
}
explain-encoded = 存成 UTF-16
explain-unreadable = 读不出来
explain-usage = wallchart explain 代码，看一条的说明和正误例子。
explain-more = 逐条说明：wallchart explain { $codes }
explain-no-such-code = 没有“{ $code }”这个代码
explain-no-such-code-hint = wallchart explain 列出全部代码
cli-verb-explain = 说明诊断代码：意思、影响、改法、正误例子
cli-arg-explain-codes = 代码，如 E030；不写则列出全部
