-- Takes a batch apart, plans it write by write, and writes what was planned.
local MESSAGE = { 'id', 'session', 'from', 'hash', 'flags', 'to', 'answers', 'day', 'replyBy',
  'expiresAt', 'head', 'folded', 'opened', 'steps', 'doc' }
local EVENT = { 'type', 'session', 'agent', 'by', 'about', 'flags', 'head', 'folded', 'parties',
  'card', 'doc' }
local FIELDS = {
  message = MESSAGE,
  event = EVENT,
  mark = { 'message', 'agent', 'state' },
  position = { 'name', 'at' },
  restoredMessage = { 'at', 'seq', 'states', unpack(MESSAGE) },
  restoredEvent = { 'at', 'exchanges', unpack(EVENT) },
  forgotten = { 'message', 'agent', 'hash' },
  nothing = { 'code', 'text' },
}
local NUMBERS = {
  message = { 'day' },
  event = {},
  mark = { 'state' },
  position = { 'at' },
  restoredMessage = { 'at', 'seq', 'day' },
  restoredEvent = { 'at' },
  forgotten = {},
  nothing = {},
}
local FLAGS = { O = 'opens', F = 'forced', S = 'toSession', A = 'awaits', C = 'cancels', P = 'open' }

local apply = {
  message = message,
  mark = mark,
  restoredMessage = restoreMessage,
  restoredEvent = restoreEvent,
  forgotten = forgotten,
}

function apply.event(w)
  return events[w.type](w)
end

function apply.nothing(w)
  refuse(w.code, w.text)
end

function apply.position(w)
  hset('projection', w.name, string.format('%d', w.at))
  return 0
end

local function parse(from)
  local writes, i = {}, from
  while i <= #ARGV do
    local w = { kind = ARGV[i], place = #writes + 1 }
    local fields = FIELDS[w.kind]
    for k = 1, #fields do
      w[fields[k]] = ARGV[i + k]
    end
    for _, field in ipairs(NUMBERS[w.kind]) do
      w[field] = tonumber(w[field])
    end
    if w.flags and w.flags ~= '' then
      for flag in w.flags:gmatch('.') do
        w[FLAGS[flag]] = true
      end
    end
    writes[w.place] = w
    i = i + #fields + 1
  end
  return writes
end

-- What a batch names is read together. Absent fields are nil and name nothing.
local function foresee(writes)
  local ids, rows, named = {}, {}, {}
  for _, w in ipairs(writes) do
    ids[w.id or w.message or w.about or ''] = true
    ids[w.answers or ''] = true
    rows[w.session or ''] = true
    named[w.from or w.by or w.agent or ''] = true
    if w.to and not w.to:find(' ', 1, true) then
      named[w.to] = true
    end
  end
  prefetch('ids', ids)
  prefetch('row', rows)
  prefetch('who', rows)
  prefetch('card', named)
end

local function begin(writes)
  forget()
  knowns, cards, sessions, appended = {}, {}, {}, {}
  position = tonumber(hget('meta', 'position'))
  foresee(writes)
end

-- The outcomes; or the place of a write that failed in a way that nobody foresaw, and why.
local function plan(writes, broken)
  local outcomes = {}
  begin(writes)
  for i, w in ipairs(writes) do
    local fine, result
    if broken[i] then
      fine, result = false, { code = 'INTERNAL', text = broken[i] }
    else
      fine, result = pcall(apply[w.kind], w)
    end
    if fine then
      outcomes[i] = result
    elseif type(result) == 'table' and result.code then
      outcomes[i] = { result.code, result.text }
    else
      return nil, i, tostring(type(result) == 'table' and result.err or result)
    end
  end
  return outcomes
end

local commands = {}

function commands.append()
  now = tonumber(ARGV[5])
  local writes, broken = parse(6), {}
  local outcomes, at, why = plan(writes, broken)
  while not outcomes do
    broken[at] = why
    outcomes, at, why = plan(writes, broken)
  end
  if #appended > 0 then
    hset('meta', 'position', tostring(position))
  end
  settleSessions()
  flush()
  return { outcomes, appended }
end
