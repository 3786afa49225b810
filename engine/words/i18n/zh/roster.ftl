# 办活动时的值班表。

roster-nobody = 空缺
roster-as-planned = 按方案
roster-event-filled = 排班 { $roster } { $post } { $when } { $role }：{ $people }{ $more ->
    [0] {""}
   *[other] ，另{ $more }处
}
roster-fills-go = 值班表 { $roster } 的班次或岗位变了，下列人员要重新排：{ $fills }{ $more ->
    [0] {""}
   *[other] ，另{ $more }处
}

## 命令行
roster-offers = 可选：{ $names }
roster-which = 没有值班表“{ $text }”
roster-which-post = “{ $text }”要指明是哪个岗位
roster-which-shift = 没有“{ $text }”开始的班次
roster-no-shift = 要指明是哪一班
roster-which-role = 这张值班表不要求“{ $text }”
roster-no-heading = 表里没有哪一行的表头写着“{ $text }”要的角色
roster-bad-row = 第 { $row } 行：{ $why }
roster-no-file = 要写文件名：.xlsx 或 .csv
roster-no-two = 要写明对调的两个人
roster-none = 方案里没有值班表
roster-same = 和现在的安排一样，没有变化
roster-more = 另有 { $n } 处
roster-exported = { $file }：{ $rows } 行
roster-head = { $title }  { $light }  { $n ->
    [0] 已排满
   *[other] 缺 { $n } 人次
}，{ $due }前排完
roster-lacks = ！缺 { $n }
roster-gap = { $post }{ $role } { $n }
roster-twice = ！{ $person }同时有两处班：{ $one }；{ $other }
roster-fell-out = ！排了人但岗位已不在表上：{ $when } { $post } { $people }
roster-to-man = 待排班
roster-column-roster = 值班表
roster-column-filled = 已排
roster-column-gaps = 空缺
roster-column-day = 日期
roster-column-shift = 班次
roster-column-unit = 单位
roster-column-item = 事项

## 看板
roster-tab = 值班
roster-title = 值班表：{ $n ->
    [0] 已排满
   *[other] 缺 { $n } 人次
}
roster-only-gaps = 只看空缺
roster-pressing = 值班空缺
roster-lacking = 缺 { $n }
roster-seats = { $role }（{ $n }人）
roster-anyway = 另有班的、名册外的，照排吗
roster-person = { $name }（{ $role }）
roster-stranger = { $name }（不在名册）
roster-step = 换表
roster-meant = 照排
