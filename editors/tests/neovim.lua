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
