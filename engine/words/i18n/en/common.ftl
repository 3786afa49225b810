# Words that every face shares.
days-late = { $days }d late
