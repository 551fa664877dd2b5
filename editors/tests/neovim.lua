-- What a person sees in Neovim. Run by neovim.sh inside a real start of Neovim, with story.md open.
-- Every wait polls a condition; nothing sleeps.
local passed, failed = 0, 0
local longest = tonumber(vim.env.WAIT_MS or '15000')
local function check(name, ok, got)
  if ok then passed = passed + 1 else failed, longest = failed + 1, 3000 end -- one fault seldom comes alone: do not wait as long for the rest
  io.stdout:write((ok and 'ok   ' or 'FAIL ') .. vim.env.NAME .. ': ' .. name .. (ok and '' or ('  got: ' .. vim.inspect(got))) .. '\n')
end
local function soon(condition) return (vim.wait(longest, condition, 20)) end
local function line(n) return vim.api.nvim_buf_get_lines(0, n - 1, n, false)[1] or '' end
local function findings()
  local all = vim.diagnostic.get(0)
  table.sort(all, function(a, b) return a.lnum < b.lnum end)
  return all
end
local function words(finding) -- what the editor underlines: bytes of the line
  return finding and line(finding.lnum + 1):sub(finding.col + 1, finding.end_col)
end
local function type_keys(keys)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, false, true), 'tx', false)
end
local function float_text()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
    end
  end
end
local function close_floats()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_is_valid(window) and vim.api.nvim_win_get_config(window).relative ~= '' then vim.api.nvim_win_close(window, true) end
  end
end
local function float_holds(wanted)
  local text
  local there = soon(function() text = float_text() return text and text:find(wanted, 1, true) ~= nil end)
  close_floats()
  return there, text
end
local function put_cursor_on(text)
  vim.fn.cursor(1, 1)
  vim.fn.search('\\V' .. text, 'cW')
end

local function ask(method, params) -- the answer, given time
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, longest) or {}) do return answer.result end
end
local function titles(items, key)
  return table.concat(vim.iter(items or {}):map(function(item) return type(key) == 'function' and key(item) or item[key] end):totable(), '\n')
end

-- What is written with the server's help: at the end of the story, which is as before when this is done.
local function writing(client)
  local last = vim.api.nvim_buf_line_count(0)
  vim.api.nvim_buf_set_lines(0, last, last, false, { '', '“Caldeira asked us nothing,” pilot Otto Brandt said. Caldeira left.', '', 'The board heard Cald' })
  vim.fn.cursor(last + 4, 1)
  vim.cmd('normal! $')
  local at = { textDocument = vim.lsp.util.make_text_document_params(0), position = { line = last + 3, character = #line(last + 4) } }
  local offered = ask('textDocument/completion', at)
  check('a name of the story is offered by surname while it is typed', titles(offered, 'label'):find('^Caldeira\nInês Caldeira'), offered)
  vim.api.nvim_buf_set_lines(0, last + 2, last + 4, false, {})

  put_cursor_on('Caldeira left')
  vim.lsp.buf.rename('Caldeiro')
  soon(function() return line(last):find('Inês Caldeiro said', 1, true) end)
  check('rename spells a name otherwise throughout, and leaves quoted words alone',
    line(last):find('Inês Caldeiro said', 1, true) and line(last + 2) == '“Caldeira asked us nothing,” pilot Otto Brandt said. Caldeiro left.', { line(last), line(last + 2) })
  vim.cmd('undo')
  vim.api.nvim_buf_set_lines(0, last, -1, false, {})

  vim.lsp.buf.workspace_symbol('Caldei')
  soon(function() return #vim.fn.getqflist() > 0 end)
  local found = vim.fn.getqflist()[1] or {}
  check('the search for symbols finds a name on record, at its story', (found.text or ''):find('Inês Caldeira', 1, true)
    and vim.api.nvim_buf_get_name(found.bufnr or 0):find('2031-02-11', 1, true), found)
  vim.cmd('cclose')
  vim.fn.setqflist({})

  -- Neovim 0.10 calls a client's functions with a dot, later ones with a colon.
  client.settings = vim.tbl_extend('force', client.settings or {}, { copydesk = { inlayHints = true, codeLens = true } })
  local news = { 'workspace/didChangeConfiguration', { settings = vim.empty_dict() } }
  if vim.fn.has('nvim-0.11') == 1 then client:notify(unpack(news)) else client.notify(unpack(news)) end
  vim.lsp.inlay_hint.enable(true, { bufnr = 0 })
  local function hints()
    return titles(vim.lsp.inlay_hint.get({ bufnr = 0 }), function(hint) return hint.inlay_hint.label end)
  end
  local function again() -- hints are asked for when the text changes
    vim.lsp.inlay_hint.enable(false, { bufnr = 0 })
    vim.lsp.inlay_hint.enable(true, { bufnr = 0 })
    return vim.wait(500, function() return hints() ~= '' end, 20)
  end
  soon(again)
  check('a speaker stands behind each quotation once that is wanted', hints() == 'Inês Caldeira', hints())
  vim.lsp.inlay_hint.enable(false, { bufnr = 0 })
  local function lenses()
    return titles(vim.lsp.codelens.get(0), function(lens) return lens.command.title end)
  end
  soon(function() vim.lsp.codelens.refresh({ bufnr = 0 }) return vim.wait(500, function() return lenses() ~= '' end, 20) end)
  check('a line says by how many sources a quotation is on record', lenses() == '1 independent source', lenses())
  vim.lsp.codelens.clear(nil, 0)
end

local function fix(words) -- takes the one quick fix that says these words
  vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.title:find(words, 1, true) ~= nil end })
end
local function fixing()
  put_cursor_on('The tide tables')
  fix('Allow unattributed-quote here')
  soon(function() return #findings() == 1 end)
  check('a quick fix writes leave to break the rule', line(7):find('copydesk: allow', 1, true) and #findings() == 1, { line(7), findings() })
  vim.cmd('undo')
  soon(function() return #findings() == 2 end)
  put_cursor_on('The tide tables')
  fix('Seen, fine')
  soon(function() return #findings() == 1 end)
  local marks = vim.fn.filereadable('copydesk.seen') == 1 and vim.fn.readfile('copydesk.seen') or {}
  check('what is seen and fine is told no more, and kept in the folder', #findings() == 1 and (marks[#marks] or ''):find('^unattributed%-quote '), { findings(), marks })
  vim.fn.delete('copydesk.seen')
end

local function restart(first)
  vim.lsp.stop_client(first.id)
  soon(function() return #vim.lsp.get_clients({ bufnr = 0 }) == 0 end)
  vim.cmd('edit!')
  soon(function() return #findings() == 2 end)
  local now = vim.lsp.get_clients({ bufnr = 0 })[1]
  check('a server that was stopped is started again with the file', now and now.id ~= first.id and #findings() == 2, { now and now.id, findings() })
end

local function run()
  local first, second = '“We open the new quay in May, whatever the 🌊 weather.”', '“The tide tables were wrong from the first day.”'
  local function both_underlined(what)
    soon(function() return #findings() == 2 end)
    local found = findings()
    check(what .. ': two findings', #found == 2, found)
    check(what .. ': right columns behind an emoji', words(found[1]) == first, found[1])
    check(what .. ': right columns without one', words(found[2]) == second, found[2])
  end

  soon(function() return #vim.lsp.get_clients({ bufnr = 0 }) == 1 end)
  local client = vim.lsp.get_clients({ bufnr = 0 })[1]
  check('copydesk reads along', client and client.name == 'copydesk', client and client.name)
  check('the newsroom is its root', client and client.root_dir == vim.fn.getcwd(), client and client.root_dir)
  both_underlined('open')
  local one = findings()[1] or {}
  check('rule, source and level', one.code == 'unattributed-quote' and one.source == 'copydesk' and one.severity == vim.diagnostic.severity.WARN, one)
  local marks = vim.iter(vim.api.nvim_buf_get_extmarks(0, -1, 0, -1, { details = true }))
  local underlined = marks:filter(function(mark) return mark[4].hl_group == 'DiagnosticUnderlineWarn' end):totable()
  check('both are underlined on the screen', #underlined == 2, underlined)

  put_cursor_on('Caldeira')
  soon(function() close_floats() vim.lsp.buf.hover() return vim.wait(1000, float_text, 20) and float_text():find('Portmara Courier', 1, true) end)
  check('hover on a name shows the record', float_holds('Inês Caldeira'))
  put_cursor_on('asked the pilots')
  vim.lsp.buf.hover()
  check('hover on a quotation shows where it stands on record', float_holds('2031-02-11'))

  put_cursor_on('The tide tables')
  type_keys('O<!-- copydesk: allow unattributed-quote the pilots hold it up as a placard --><Esc>')
  soon(function() return #findings() == 1 end)
  check('no finding after an allow is typed', #findings() == 1 and words(findings()[1]) == first, findings())
  type_keys('u')
  soon(function() return #findings() == 2 end)
  check('the finding is back after undo', #findings() == 2, findings())

  writing(client)
  fixing()
  restart(client)

  put_cursor_on('Caldeira')
  vim.cmd('CopydeskName Inês Caldeira')
  check(':CopydeskName', float_holds('Caldeira'))
  vim.cmd('CopydeskFind Nobody asked the pilots')
  check(':CopydeskFind', float_holds('2031-02-11'))

  vim.cmd('checkhealth copydesk')
  local report = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  check(':checkhealth has no complaint', not report:find('ERROR') and not report:find('WARNING'), report)
  check(':checkhealth names program, settings, index and server', report:find('copydesk %d+%.%d+') and report:find('copydesk.toml', 1, true)
    and report:find('index: ', 1, true) and report:find('running for ', 1, true), report)
  vim.cmd('bwipeout')
  vim.cmd('help copydesk-allow')
  check(':help copydesk', vim.bo.buftype == 'help' and vim.api.nvim_buf_get_name(0):find('copydesk.txt', 1, true), vim.api.nvim_buf_get_name(0))
  vim.cmd('only | edit! story-crlf.md')
  check('a CRLF file is read as one', vim.bo.fileformat == 'dos', vim.bo.fileformat)
  both_underlined('CRLF')
end

local ok, trouble = xpcall(run, debug.traceback)
if not ok then check('the test ran to its end', false, trouble) end
io.stdout:write(('%s %s: %d passed, %d failed\n'):format(vim.env.NAME, tostring(vim.version()), passed, failed))
os.exit(failed == 0 and 0 or 1)
