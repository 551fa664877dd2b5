local M = {}
local health = vim.health

--- `:checkhealth copydesk`
function M.check()
  health.start('copydesk')
  if vim.fn.has('nvim-0.10') == 0 then
    return health.error('Neovim 0.10 or later is needed', { 'Install a newer Neovim.' })
  end
  M.program()
  M.newsroom()
  M.client()
end

function M.program()
  local program = require('copydesk').config().cmd[1]
  local path = vim.fn.exepath(program)
  if path == '' then
    return health.error(('"%s" was not found'):format(program), {
      'Put the copydesk program from the release archive into a folder of your PATH,',
      "or name it: require('copydesk').setup { cmd = { '/path/to/copydesk', 'lsp' } }",
    })
  end
  local ran, answer = pcall(function() return vim.system({ path, '--version' }, { text = true }):wait(5000) end)
  if ran and answer.code == 0 then
    health.ok(('%s: %s'):format(vim.trim(answer.stdout), path))
  else
    local why = ran and vim.trim(answer.stderr) or tostring(answer)
    health.error(('%s does not start: %s'):format(path, why), { 'Is it built for this machine?' })
  end
end

function M.newsroom()
  local here = vim.fn.getcwd()
  local root = require('copydesk').workspace(here)
  local settings = root and vim.fs.joinpath(root, 'copydesk.toml')
  if settings and vim.uv.fs_stat(settings) then
    health.ok('settings: ' .. settings)
  else
    health.info(('no copydesk.toml in %s or above it; `copydesk init` writes one'):format(here))
  end
  local index = root and vim.fs.joinpath(root, '.copydesk')
  if index and vim.uv.fs_stat(index) then
    health.ok('index: ' .. index)
  else
    health.info('no index here yet: it is made when a collection is first asked; `copydesk index` makes it now')
  end
end

function M.client()
  local running = vim.lsp.get_clients({ name = 'copydesk' })
  if #running == 0 then
    return health.info('not running: it starts with the first Markdown or text file')
  end
  for _, client in ipairs(running) do
    local drafts = vim.tbl_count(client.attached_buffers or {})
    health.ok(('running for %s, %d open, positions in %s'):format(
      client.root_dir or 'single files', drafts, client.offset_encoding))
  end
end

return M
