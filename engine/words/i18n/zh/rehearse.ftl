# 演练：标记、时钟，以及演练中各单位怎么说话。
campaign-event-clock-moved = 拨动演练时钟
campaign-refused-not-a-rehearsal = 这是正式活动，没有可以拨动的时钟。
campaign-hint-not-a-rehearsal = 只有演练才能拨时钟：wallchart rehearse 方案。
campaign-refused-not-your-clock = { $actor }不能拨动演练时钟。
campaign-hint-not-your-clock = 由组织协调单位{ $unit }拨动。
campaign-refused-clock-not-back = 演练时钟已走到{ $at }，不能往回拨。
campaign-hint-clock-not-back = 请给一个更晚的时间；要从头再来，加 --fresh 重新演练。

rehearse-event-launched = 演练开始（种子{ $seed }），任务下达
rehearse-event-clock = 演练时钟拨到{ $when }
rehearse-mark = 【演练】

rehearse-progress-document-1 = 初稿已成，正在征求意见
rehearse-progress-document-2 = 已送分管领导审阅
rehearse-progress-document-3 = 按反馈意见修改，近日定稿

rehearse-progress-visit-1 = 走访已过半，问题逐户登记
rehearse-progress-visit-2 = 按路线推进，重点户已看完
rehearse-progress-visit-3 = 发现的不规范已当场指导，约好再看

rehearse-progress-event-1 = 场地和人员已落实
rehearse-progress-event-2 = 物料到位，正在布置
rehearse-progress-event-3 = 现场秩序良好，前来咨询的群众较多

rehearse-progress-press-1 = 稿件已排期
rehearse-progress-press-2 = 首篇已刊发，反响较好
rehearse-progress-press-3 = 素材收齐，正在编审

rehearse-progress-duty-1 = 人员在岗，电话畅通
rehearse-progress-duty-2 = 交接正常，暂无异常
rehearse-progress-duty-3 = 接到咨询若干，均已当场答复

rehearse-progress-report-1 = 材料已收大半，正在汇总
rehearse-progress-report-2 = 正在核对数据口径
rehearse-progress-report-3 = 已形成初稿，报领导审定

rehearse-progress-plain-1 = 按计划推进
rehearse-progress-plain-2 = 已完成过半
rehearse-progress-plain-3 = 正在收尾

rehearse-problem-1 = 经费尚未批复
rehearse-problem-2 = 人手不足，两人被借调
rehearse-problem-3 = 场地方临时改了时间
rehearse-problem-4 = 部分商户不配合
rehearse-problem-5 = 数据口径不一致
rehearse-problem-6 = 印刷厂排不上期

rehearse-next-1 = 先用电子版，经费到位再补
rehearse-next-2 = 与邻近单位错时开展
rehearse-next-3 = 已联系备用场地
rehearse-next-4 = 请执法队同行
rehearse-next-5 = 报秘书处明确口径
rehearse-next-6 = 分两批印制

rehearse-advice-1 = 已电话联系，请按所报措施抓紧办理
rehearse-advice-2 = 已请有关单位支持，有进展及时报告
rehearse-advice-3 = 同意所报措施，不得影响时限

rehearse-chase-1 = 已到时限，请今日内报送
rehearse-chase-2 = 已电话催办，请说明原因和完成时间
rehearse-chase-3 = 第二次提醒，逾期情况将通报

rehearse-extension-1 = 等上级文件明确口径
rehearse-extension-2 = 主要经办人临时抽调
rehearse-extension-3 = 场地检修，顺延几日
rehearse-extension-4 = 样本量不足，需补充走访

rehearse-granted-1 = 同意，请确保按新时限完成
rehearse-granted-2 = 情况属实，同意延期

rehearse-refused-1 = 后续任务等着用，请按原时限完成
rehearse-refused-2 = 理由不充分，请克服困难

rehearse-return-1 = 缺领导签字
rehearse-return-2 = 照片看不出时间地点，请补
rehearse-return-3 = 数据与台账对不上，请核实
rehearse-return-4 = 情况写得太笼统，请补充做法和成效

rehearse-again-1 = 已按要求补正
rehearse-again-2 = 已核实更正，请再审

rehearse-submit-1 = 已完成，请审核
rehearse-submit-2 = 按要求完成，材料附后
rehearse-submit-3 = 如期完成

rehearse-accept-1 = 符合要求
rehearse-accept-2 = 材料齐全，同意办结

rehearse-part-1 = 我单位部分已完成
rehearse-part-2 = 已按分工报送
rehearse-part-3 = 配合事项已落实

rehearse-part-for-1 = 已电话核实，代为报送

rehearse-suspend-1 = 遇上级督查，暂缓几日
rehearse-suspend-2 = 场地检修，待通知
rehearse-suspend-3 = 与另一项活动冲突，先停后补

rehearse-skip-1 = 本辖区今年无此类对象，免办
rehearse-skip-2 = 已并入其他任务，不再单独开展

rehearse-reassign-1 = 原单位一直没有回音，改由你单位办理
rehearse-reassign-2 = 原单位力量不足，请接手

rehearse-complete-1 = 电话核实已做，直接办结，材料后补
rehearse-complete-2 = 不影响后续，先行办结

rehearse-place-1 = 社区文化广场
rehearse-place-2 = 农贸市场门口
rehearse-place-3 = 便民服务中心一楼
rehearse-place-4 = 小学礼堂
rehearse-place-5 = 商业街中段

rehearse-answer-1 = 已确定
rehearse-answer-2 = 详见附表

rehearse-evidence =
    演练材料：{ $name }（第{ $n }份）
    任务：{ $task }
    单位：{ $unit }
    仅供演练，不作办事依据。

## 命令行
cli-verb-rehearse = 演练：各单位在演练时钟上办理，有早有晚，也有不办的
cli-arg-now = 演练中的当前时间，如 "D 19:30"；只用于演练
cli-arg-rehearse-until = 演到何时：D-3、"D 19:00"、方案里的窗口名，或 end（演完，默认）
cli-arg-rehearse-seed = 种子：同一方案同一种子，演出来一样；默认 1
cli-arg-rehearse-temper = 各单位的脾气：smooth 顺利、usual 寻常（默认）、rough 不顺
cli-arg-rehearse-late = 逾期的比例，如 20%
cli-arg-rehearse-silent = 没有回音的比例，如 5%
cli-arg-rehearse-go-on = 接着已有的演练往下演
cli-arg-rehearse-fresh = 删去已有的演练，从头再来
cli-value-now = 时间
cli-value-seed = 种子
cli-value-temper = 脾气
cli-value-late = 百分比
cli-value-silent = 百分比
rehearse-line = 【演练】种子{ $seed }，演练时间 { $when }，不是正式活动
rehearse-title = 【演练】{ $title }
rehearse-under-way = 演练中  { $when }  已办结 { $done }/{ $all }
rehearse-summary = 共{ $all }项：办结{ $done }，未了{ $open }，其中超期{ $late }；退回{ $returns }次，延期{ $extensions }次
rehearse-look = 接着看：wallchart open --store { $store }
rehearse-go-on = 接着演：wallchart rehearse --continue --store { $store } --until 时间
rehearse-now-not-here = 只有演练才能用 --now；正式活动按实际时间办理。
rehearse-now-not-here-hint = 先演练：wallchart rehearse 方案 --until "D 19:00"，再以 --store 指明演练的文件。
rehearse-rehearsals-here = { $path } 是演练用的文件，正式活动不能下达到这里。
rehearse-campaign-here = { $path } 里有正式活动 { $campaign }，不能在这里演练。
rehearse-other-store = 用 --store 另指一个文件。
rehearse-there-already = { $path } 里已有一次演练。
rehearse-there-already-hint = 接着演用 --continue，从头再来用 --fresh，两次都要留用 --store 另指一个文件。
rehearse-bad-curtain = 看不懂演练到何时：“{ $text }”。
rehearse-bad-curtain-hint = 写 D-3、D-10wd、"D 19:00"、2026-03-12、方案里的窗口名，或 end。
rehearse-reconcile-1 = 已与单位核对，差额为上月结转
rehearse-reconcile-2 = 已核对台账，个别件正在补录
