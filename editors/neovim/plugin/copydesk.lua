if vim.g.loaded_copydesk then return end
vim.g.loaded_copydesk = true

-- With a bang the places go into the quickfix list, else the answer is shown in a float.
local function ask(command, question, words)
  if command.bang then return require('copydesk').list(words) end
  require('copydesk').look_up(question, words)
end

local function words_of(command, under_cursor)
  if command.args ~= '' then return command.args end
  if command.range > 0 then return require('copydesk').marked_words(command.line1, command.line2) end
  return under_cursor()
end

vim.api.nvim_create_user_command('CopydeskFind', function(command)
  local words = words_of(command, function() return vim.api.nvim_get_current_line() end)
  ask(command, 'find', words)
end, { nargs = '*', range = true, bang = true, desc = 'Is this quotation on record?' })

vim.api.nvim_create_user_command('CopydeskName', function(command)
  local name = words_of(command, function() return vim.fn.expand('<cword>') end)
  ask(command, 'name', name)
end, { nargs = '*', range = true, bang = true, desc = 'What is on record about this name?' })
