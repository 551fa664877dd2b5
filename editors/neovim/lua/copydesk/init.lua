local M = {}

--- The server's configuration: lsp/copydesk.lua, with what setup() was given on top.
--- @return table
function M.config()
  if vim.lsp.config then return vim.lsp.config.copydesk end
  local shipped = vim.api.nvim_get_runtime_file('lsp/copydesk.lua', false)[1]
  return vim.tbl_deep_extend('force', dofile(shipped), M.options or {})
end

--- Start copydesk for drafts. `options` are keys of |vim.lsp.Config|: cmd, filetypes, init_options ...
--- @param options? table
function M.setup(options)
  M.options = options or {}
  if vim.lsp.config and vim.lsp.enable then
    vim.lsp.config('copydesk', M.options)
    vim.lsp.enable('copydesk')
  else
    M.start_by_filetype()
  end
end

--- The newsroom a file belongs to: the nearest copydesk.toml above it, else its repository, else none.
--- @param from integer|string buffer or path
--- @return string?
function M.workspace(from)
  return vim.fs.root(from, 'copydesk.toml') or vim.fs.root(from, '.git')
end

-- Neovim 0.10 has vim.lsp.start but not vim.lsp.enable.
function M.start_by_filetype()
  local config = M.config()
  local function start(buffer)
    if vim.bo[buffer].buftype ~= '' then return end
    vim.lsp.start(
      vim.tbl_extend('force', config, { name = 'copydesk', root_dir = M.workspace(buffer) }),
      { bufnr = buffer }
    )
  end
  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup('copydesk', { clear = true }),
    pattern = config.filetypes,
    callback = function(event) start(event.buf) end,
  })
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    local open = vim.api.nvim_buf_is_loaded(buffer)
    if open and vim.tbl_contains(config.filetypes, vim.bo[buffer].filetype) then start(buffer) end
  end
end

--- Ask the record on the command line and show the answer in a float.
--- @param command 'find'|'name'
--- @param words string
function M.look_up(command, words)
  words = vim.trim(words)
  if words == '' then
    return vim.notify('copydesk: nothing to look up: give the words, or put the cursor on them', vim.log.levels.WARN)
  end
  local program = M.config().cmd[1]
  if vim.fn.executable(program) == 0 then
    return vim.notify(
      ('copydesk: "%s" is not on your PATH; see :checkhealth copydesk'):format(program), vim.log.levels.ERROR)
  end
  local started, failure = pcall(vim.system,
    { program, command, '--', words },
    { cwd = M.workspace(0), text = true, env = { NO_COLOR = '1' } },
    vim.schedule_wrap(function(answer) M.show_answer(command, words, answer) end))
  if not started then vim.notify('copydesk: ' .. failure, vim.log.levels.ERROR) end
end

-- Exit status of `find` and `name`: 0 on record, 1 not on record, 2 the question could not be asked.
function M.show_answer(command, words, answer)
  if answer.code > 1 then
    return vim.notify(vim.trim(answer.stderr), vim.log.levels.ERROR)
  end
  local text = vim.trim(answer.stdout)
  if text == '' then text = vim.trim(answer.stderr) end
  if text == '' then text = ('Not on record: %s'):format(words) end
  vim.lsp.util.open_floating_preview(vim.split(text, '\n'), 'text', {
    border = 'rounded',
    title = command == 'find' and ' On record ' or ' Name ',
    max_width = math.min(100, vim.o.columns - 4),
    focus_id = 'copydesk',
  })
end

--- Ask the running server and put every place on record into the quickfix list.
--- @param words string
function M.list(words)
  words = vim.trim(words)
  local client = vim.lsp.get_clients({ name = 'copydesk', bufnr = 0 })[1]
  if words == '' or not client then
    local why = words == '' and 'nothing to look up' or 'not running for this buffer; see :checkhealth copydesk'
    return vim.notify('copydesk: ' .. why, vim.log.levels.WARN)
  end
  local params = {
    textDocument = vim.lsp.util.make_text_document_params(0),
    position = { line = 0, character = 0 },
    words = words,
  }
  local function show(failure, answer)
    if failure then return vim.notify('copydesk: ' .. failure.message, vim.log.levels.ERROR) end
    local items = M.places(answer and answer.lines or {})
    if #items == 0 then return vim.notify(('Not on record: %s'):format(words)) end
    vim.fn.setqflist({}, ' ', { title = ('On record: %s'):format(words), items = items })
    vim.cmd.copen()
  end
  -- Neovim 0.10 calls a client's functions with a dot, later ones with a colon.
  if vim.fn.has('nvim-0.11') == 1 then
    client:request('copydesk/record', params, show, 0)
  else
    client.request('copydesk/record', params, show, 0)
  end
end

--- Lines of the record that lead to a place, as quickfix items.
--- @param lines table[]
--- @return table[]
function M.places(lines)
  local items = {}
  for _, line in ipairs(lines) do
    local uri, number = (line.to or ''):match('^(.*)#L(%d+)$')
    if uri then
      table.insert(items, { filename = vim.uri_to_fname(uri), lnum = tonumber(number), text = line.words })
    end
  end
  return items
end

--- The words a range of the current buffer marks, as one line.
--- @param first integer
--- @param last integer
--- @return string
function M.marked_words(first, last)
  local from, to = vim.fn.getpos("'<"), vim.fn.getpos("'>")
  if from[2] == first and to[2] == last and from[2] > 0 then
    local lines = vim.fn.getregion(from, to, { type = vim.fn.visualmode() })
    return table.concat(lines, ' ')
  end
  return table.concat(vim.api.nvim_buf_get_lines(0, first - 1, last, false), ' ')
end

return M
