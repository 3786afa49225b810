# Checks of the schedule (E100 to E119, W100 to W119).
e100 = tasks wait for each other in a ring: { $ring }
e100-help = arrows go from first to next; take out any one of these needs
e100-note = “{ $task }” waits for “{ $on }”
e101 = { $count ->
    [1] “{ $task }” is done by { $finish } at the earliest, but is due { $due }: { $chain }
   *[other] “{ $task }” ({ $count } instances) is done by { $finish } at the earliest, but is due { $due }: { $chain }
}
e101-help = begin earlier, take less time, or make it due later
e102 = { $count ->
    [1] “{ $task }” is set for { $opens }, but what it waits for is ready only { $ready }: { $chain }
   *[other] “{ $task }” ({ $count } instances) is set for { $opens }, but what it waits for is ready only { $ready }: { $chain }
}
e102-help = do what comes before it earlier or in less time, or move the window
e103 = { $count ->
    [1] “{ $task }” can be picked up to { $closes }, but is done by { $finish } at the earliest: { $chain }
   *[other] “{ $task }” ({ $count } instances) can be picked up to { $closes }, but is done by { $finish } at the earliest: { $chain }
}
e103-help = do what comes before it earlier or in less time, or lengthen the window
schedule-note-begins = “{ $task }” begins { $start } at the earliest and is done by { $finish }
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
