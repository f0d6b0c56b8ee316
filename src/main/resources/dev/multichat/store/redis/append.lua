-- Takes a batch apart, plans it write by write, and writes what was planned.
local MESSAGE = { 'id', 'session', 'from', 'hash', 'flags', 'to', 'day', 'doc' }
local MORE = { 'answers', 'replyBy', 'expiresAt', 'head', 'folded', 'opened', 'steps' }
local EVENT = { 'type', 'session', 'agent', 'by', 'about', 'flags', 'head', 'folded', 'parties',
  'card', 'doc' }
local FIELDS = {
  message = MESSAGE,
  event = EVENT,
  more = MORE,
  fence = { 'lease', 'epoch' },
  mark = { 'message', 'agent', 'state' },
  position = { 'name', 'at' },
  restoredMessage = { 'at', 'seq', 'states', unpack(MESSAGE) },
  restoredEvent = { 'at', 'exchanges', unpack(EVENT) },
  forgotten = { 'message', 'agent', 'hash' },
  nothing = { 'code', 'text' },
}
local NUMBERS = {
  mark = { 'state' },
  position = { 'at' },
  restoredMessage = { 'seq' },
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

-- A message's usual fields, at once.
local function note(i, place)
  local a = ARGV
  return { kind = 'message', place = place, id = a[i + 1], session = a[i + 2], from = a[i + 3],
    hash = a[i + 4], flags = a[i + 5], to = a[i + 6], day = a[i + 7], doc = a[i + 8] }
end

local function other(i, place)
  local w = { kind = ARGV[i], place = place }
  for k, field in ipairs(FIELDS[w.kind]) do
    w[field] = ARGV[i + k]
  end
  for _, field in ipairs(NUMBERS[w.kind] or {}) do
    w[field] = tonumber(w[field])
  end
  return w
end

-- A write under a fence is refused once its lease is held under another epoch.
local function keepOut(fence)
  local row = hget('lease', fence.lease)
  if not row or digits(cjson.decode(row)[2]) ~= fence.epoch then
    refuse('CONFLICT', "The lease '" .. fence.lease .. "' is no longer of epoch " .. fence.epoch
      .. '; what it guards is done by whoever holds it now.')
  end
end

local function applied(w)
  if w.fence then
    keepOut(w.fence)
  end
  return apply[w.kind](w)
end

-- What a message has beside its usual fields goes before it; what is empty there is absent.
local function add(more, w)
  for _, field in ipairs(MORE) do
    w[field] = more[field] ~= '' and more[field] or nil
  end
end

local function parse(from)
  local writes, i, last, more, fence = {}, from, #ARGV, nil, nil
  while i <= last do
    local place = #writes + 1
    local w = ARGV[i] == 'message' and note(i, place) or other(i, place)
    if w.flags and w.flags ~= '' then
      for flag in w.flags:gmatch('.') do
        w[FLAGS[flag]] = true
      end
    end
    if w.kind == 'more' then
      more = w
    elseif w.kind == 'fence' then
      fence = w
    else
      w.fence, fence = fence, nil
      if more then
        add(more, w)
        more = nil
      end
      writes[place] = w
    end
    i = i + #FIELDS[w.kind] + 1
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
      fine, result = pcall(applied, w)
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
  now, nowText = tonumber(ARGV[5]), ARGV[5]
  local writes, broken = parse(6), {}
  local outcomes, at, why = plan(writes, broken)
  while not outcomes do
    broken[at] = why
    outcomes, at, why = plan(writes, broken)
  end
  if #appended > 0 then
    hset('meta', 'position', positionText)
  end
  settleSessions()
  flush()
  return { outcomes, appended }
end
