# Mistakes in the form of a plan file (E001 to E019).
e001 = full-width `{ $found }` where `{ $want }` belongs
e001-help = outside quotes, marks are half-width; retype it with the input method switched to English
e002 = no comma between these two
e002-help = put a comma `,` after each entry
e003 = no closing `{ $want }`
e003-help = look at the opening bracket shown and close it after its contents
e004 = a value is missing
e004-help = put the value in; if there is none, take away the name or the extra comma
e005 = `{ $want }` belongs here, not `{ $found }`
e005-help = `:` stands between a name and its value, `,` between two entries
e006 = no colon after `{ $name }`
e006-help = write it as `name: value`
e007 = the date or time `{ $found }` has no quotes
e007-help = dates and times stand in double quotes: "D-30", "2026-03-15"
e008 = the words `{ $found }` have no quotes
e008-help = your own names and texts stand in double quotes; a bare word comes from a fixed list
e009 = { $side ->
    [open] the quote before this text is missing
   *[close] the quote after this text is missing
}
e009-help = a text has one double quote before it and one after it
e010 = the field name `{ $name }` takes no quotes
e010-help = field names in round brackets are bare; only keys in curly braces have quotes
e011 = `{ $found }` is no escape
e011-help = a backslash itself is written `\\`; the escapes are \n, \t, \", \\, \u{"{"}57ce{"}"}
e012 = single quotes hold one character only
e012-help = text stands in double quotes
e013 = a comment that never ends
e013-help = end the comment with `*/`
e014 = `{ $found }` closes nothing here; `{ $want }` is what is open
e014-help = look at the opening bracket; take this one away or change it
e015 = the plan has ended, and `{ $found }` follows
e015-help = take away what follows, or look for a closing bracket too many before it
e016 = brackets nested too deep
e016-help = nest less
e017 = an invisible character { $found } outside quotes
e017-help = delete it or put an ordinary space; it often comes with text copied from elsewhere
e018 = `{ $found }` has no place here
e018-help = take it away; if it is text, put it in double quotes
e019 = the number `{ $found }` cannot be read
e019-help = a number is digits only: 12, -3, 0.5; with a unit it stands in double quotes: "3d"
syntax-opened = opened here
syntax-indent = by its indentation, this `{ $open }` may be the one left open
syntax-close-quote = up to here

# How a diagnostic is laid out.
render-error = error
render-blocker = blocker
render-warning = warning
render-help = help: { $words }
render-did-you-mean = did you mean { $words }?
