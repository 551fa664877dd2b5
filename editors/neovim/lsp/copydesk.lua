-- What `vim.lsp.enable('copydesk')` reads (Neovim 0.11 and later).
-- A folder with copydesk.toml is the newsroom's; only without one does the repository's root count.
return {
  cmd = { 'copydesk', 'lsp' },
  filetypes = { 'markdown', 'text' },
  root_markers = { 'copydesk.toml', '.git' },
}
