vim.filetype.add({ extension = { ron = "ron" } })
vim.lsp.config("wallchart", {
  cmd = { "wallchart", "lsp" },
  filetypes = { "ron" },
  root_markers = { ".git", "calendars" },
  init_options = { lang = "zh" },
})
vim.lsp.enable("wallchart")
