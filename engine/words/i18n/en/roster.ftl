# Duty rosters of a running campaign.

roster-nobody = nobody
roster-as-planned = as planned
roster-event-filled = on duty, { $roster } { $post } { $when }, { $role }: { $people }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}
roster-fills-go = on duty roster { $roster } these have no shift or post any more, and have to be put down anew: { $fills }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}

## On the command line
roster-offers = one of { $names }
roster-which = “{ $text }” names no duty roster
roster-which-post = say which post of “{ $text }” is meant
roster-which-shift = no shift begins “{ $text }”
roster-no-shift = say which shift is meant
roster-which-role = the duty roster asks for nobody who is “{ $text }”
roster-no-heading = no row of the table has the roles of “{ $text }” for headings
roster-bad-row = row { $row }: { $why }
roster-no-file = name the file: .xlsx or .csv
roster-no-two = name the two who change places
roster-none = this plan has no duty rosters
roster-same = everybody is put down so already
roster-more = and { $n } more
roster-exported = { $file }: { $rows } rows
roster-head = { $title }  { $light }  { $n ->
    [0] full
   *[other] { $n } lacking
}, to be filled by { $due }
roster-lacks = !{ $n } lacking
roster-gap = { $post } { $role } { $n }
roster-twice = ! { $person } is on duty twice: { $one }; { $other }
roster-fell-out = ! put down where there is no seat any more: { $when } { $post } { $people }
roster-to-man = to be manned
roster-column-roster = roster
roster-column-filled = filled
roster-column-gaps = lacking
roster-column-day = date
roster-column-shift = shift
roster-column-unit = unit
roster-column-item = item

## On the dashboard
roster-tab = Duty
roster-title = Duty rosters: { $n ->
    [0] full
   *[other] { $n } lacking
}
roster-only-gaps = only gaps
roster-pressing = duty rosters with gaps
roster-lacking = { $n } lacking
roster-seats = { $role } ({ $n })
roster-anyway = On duty elsewhere, or not on the unit’s list: as written anyway?
roster-person = { $name } ({ $role })
roster-stranger = { $name } (not on the list)
roster-step = roster
roster-meant = yes, as written
