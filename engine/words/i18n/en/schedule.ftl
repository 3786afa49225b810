# Checks of the schedule (E100 to E119, W100 to W119).
e100 = tasks wait for each other in a ring: { $ring }
e100-help = arrows go from first to next; take out any one of these needs
e100-note = “{ $task }” waits for “{ $on }”
e101 = { $count ->
    [1] “{ $task }” is due { $limit }, but can't be done before { $date }: { schedule-length } short
   *[other] “{ $task }” ({ $count } instances) is due { $limit }, but can't be done before { $date }: { schedule-length } short
}{ $more ->
    [yes] {" "}(with all that it waits for, { $all })
   *[no] {""}
}; { $chain }
e101-help = begin earlier, take less time, or make it due later
e102 = { $count ->
    [1] “{ $task }” is set for { $limit }, but what it waits for is ready only { $date }: { schedule-length } short
   *[other] “{ $task }” ({ $count } instances) is set for { $limit }, but what it waits for is ready only { $date }: { schedule-length } short
}{ $more ->
    [yes] {" "}(with all that it waits for, { $all })
   *[no] {""}
}; { $chain }
e102-help = do what comes before it earlier or in less time, or move the window
e103 = { $count ->
    [1] “{ $task }” can be picked up to { $limit }, but can't be done before { $date }: { schedule-length } short
   *[other] “{ $task }” ({ $count } instances) can be picked up to { $limit }, but can't be done before { $date }: { schedule-length } short
}{ $more ->
    [yes] {" "}(with all that it waits for, { $all })
   *[no] {""}
}; { $chain }
e103-help = do what comes before it earlier or in less time, or lengthen the window
schedule-length = { $days ->
    [0] { $hours ->
        [0] { $minutes }min
       *[other] { $minutes ->
            [0] { $hours }h
           *[other] { $hours }h { $minutes }min
        }
    }
   *[other] { $hours ->
        [0] { $days }d
       *[other] { $days }d { $hours }h
    }
}
schedule-span = { $unit ->
    [wd] { $n ->
        [1] 1 working day
       *[other] { $n } working days
    }
    [d] { $n ->
        [1] 1 day
       *[other] { $n } days
    }
    [h] { $n }h
   *[min] { $n }min
}
schedule-cause-first = { $what ->
    [opens] “{ $task }” is set for { $date }
    [closes] “{ $task }” is set to last until { $date }
    [pick] “{ $task }” can be picked from { $date } on
   *[start] “{ $task }” begins { $date }, with the campaign
}
schedule-cause-takes = { $after ->
    [yes] “{ $task }”, after “{ $on }”, takes { schedule-span }: until { $date }
   *[no] “{ $task }” takes { schedule-span }: until { $date }
}
schedule-cause-waits = { $kind ->
    [after] “{ $task }” waits for “{ $on }”{ $lag }: { $date }
    [with] “{ $task }” begins with “{ $on }”{ $lag }: { $date }
    [ends] “{ $task }” ends with “{ $on }”{ $lag }: { $date }
   *[ends_after] “{ $task }” ends after “{ $on }” begins{ $lag }: { $date }
}
schedule-also-due = { $count ->
    [1] “{ $task }” is late with it: due { $limit }, done by { $date }, { schedule-length } short
   *[other] “{ $task }” ({ $count } instances) is late with it: due { $limit }, done by { $date }, { schedule-length } short
}
schedule-also-set = { $count ->
    [1] “{ $task }” is late with it: set for { $limit }, ready { $date }, { schedule-length } short
   *[other] “{ $task }” ({ $count } instances) is late with it: set for { $limit }, ready { $date }, { schedule-length } short
}
schedule-also-pick = { $count ->
    [1] “{ $task }” is late with it: to be picked up to { $limit }, done by { $date }, { schedule-length } short
   *[other] “{ $task }” ({ $count } instances) is late with it: to be picked up to { $limit }, done by { $date }, { schedule-length } short
}
w100 = { $lag ->
    [none] { $against ->
        [due] “{ $on }” is due { $due }, later than “{ $task }”, which waits for it and is due { $date }
        [opens] “{ $on }” is due { $due }, later than “{ $task }”, which waits for it and begins { $date }
       *[closes] “{ $on }” is due { $due }, later than “{ $task }”, which waits for it and has to be done by { $date }
    }
   *[other] { $against ->
        [due] “{ $on }” is due { $due }, too late for “{ $task }”, which waits for it ({ $lag }) and is due { $date }
        [opens] “{ $on }” is due { $due }, too late for “{ $task }”, which waits for it ({ $lag }) and begins { $date }
       *[closes] “{ $on }” is due { $due }, too late for “{ $task }”, which waits for it ({ $lag }) and has to be done by { $date }
    }
}
w100-help = what comes first should be due first; check both dates
w100-note = when “{ $on }” is due
