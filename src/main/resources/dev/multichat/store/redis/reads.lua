-- What is read of the log and of what became of its messages. Changes nothing.
local PREFIX = ARGV[2]
local BUCKET = 1000
local BYTES = 4 * 1024 * 1024
local MOST = 500
local LOOKED_AT = 10000
local BULK = 1000
local FILE = '^%d %d %d+ %S+ (%d+) %S+ %d+ (%d+)'

local function call(command, key, ...)
  return redis.call(command, PREFIX .. key, ...)
end

local function bucket(kind, pos)
  return kind .. ':' .. math.floor(pos / BUCKET)
end

local function value(pos)
  return call('HGET', bucket('log', pos), pos)
end

-- Position, sender, hash, session, exchange and file of notices; session is '' when deleted.
local function known(id)
  local record = call('HGET', 'ids', id)
  if record then
    local pos, from, hash, session, exchange, file =
      record:match('^(%d+) (%S+) (%S*) ?(%S*) ?(%S*) ?(%d*)$')
    return pos, from, hash, session, exchange == '=' and id or exchange, file
  end
end

-- The entries at positions, cut where their text becomes long, but at least one.
local function taken(positions)
  local values, bytes = {}, 0
  for _, pos in ipairs(positions) do
    local size = call('HSTRLEN', bucket('log', pos), pos)
    bytes = bytes + size
    if bytes > BYTES and #values > 0 then
      break
    end
    if size > 0 then
      values[#values + 1] = value(pos)
    end
  end
  return values
end

-- What lists tell of an entry: its stamp and its brief, a line each.
local function told(pos)
  local kept = value(pos)
  return kept and kept:match('^[^\n]*\n[^\n]*')
end

local reads = {}

-- The entries behind a position, and up to where it was looked.
function reads.feed(after, limit)
  local last = tonumber(call('HGET', 'meta', 'position') or 0)
  local positions, pos, looked = {}, after + 1, 0
  while pos <= last and #positions < tonumber(limit) and looked < LOOKED_AT do
    looked = looked + 1
    if pos % BUCKET == 0 and call('EXISTS', bucket('log', pos)) == 0 then
      pos = pos + BUCKET
    else
      if call('HEXISTS', bucket('log', pos), pos) == 1 then
        positions[#positions + 1] = pos
      end
      pos = pos + 1
    end
  end
  return { pos > last and 1 or 0, pos - 1, taken(positions) }
end

-- The newest entry's position.
function reads.last()
  local pos = tonumber(call('HGET', 'meta', 'position') or 0)
  while pos > 0 and call('HEXISTS', bucket('log', pos), pos) == 0 do
    local gone = pos % BUCKET == BUCKET - 1 and call('EXISTS', bucket('log', pos)) == 0
    pos = gone and pos - BUCKET or pos - 1
  end
  return math.max(pos, 0)
end

-- The positions of a session's messages with numbers behind one, so far as they are there.
local function numbered(session, after, limit)
  local row = call('HGET', 'row', session)
  local last = row and math.min(tonumber(row:match('^%d %d (%d+)')), after + limit) or 0
  local positions = {}
  for from = after + 1, last, BULK do
    local fields = {}
    for seq = from, math.min(from + BULK - 1, last) do
      fields[#fields + 1] = session .. ' ' .. seq
    end
    for _, placed in ipairs(call('HMGET', 'seq', unpack(fields))) do
      positions[#positions + 1] = placed and placed:match('^%d+') or nil
    end
  end
  return positions
end

function reads.history(session, after, limit)
  return taken(numbered(session, after, limit))
end

function reads.message(id)
  local pos, _, _, session = known(id)
  return pos and session ~= '' and { value(pos) } or {}
end

function reads.known(id)
  return call('HGET', 'ids', id)
end

function reads.inbox(agent, after, limit)
  return taken(call('ZRANGEBYSCORE', 'inbox:' .. agent, '(' .. after, '+inf', 'LIMIT', 0, limit))
end

-- A message, and its state with each recipient; the state is absent when it was only recorded.
function reads.receipts(id)
  local pos, _, _, session = known(id)
  if not pos or session == '' then
    return {}
  end
  local kept = value(pos)
  local fields = {}
  for i, agent in ipairs(cjson.decode(kept:match('^[^\n]*')).o) do
    fields[i] = pos .. ' ' .. agent
  end
  return { kept, call('HMGET', bucket('state', pos), unpack(fields)) }
end

-- Of each message that is there: its id, its record, when it was recorded, its recipients and their
-- states, which are absent when it was only recorded.
function reads.kept(...)
  local found = {}
  for _, id in ipairs({ ... }) do
    local pos, _, _, session = known(id)
    if pos and session ~= '' then
      local stamp = cjson.decode(value(pos):match('^[^\n]*'))
      local fields = {}
      for i, agent in ipairs(stamp.o) do
        fields[i] = pos .. ' ' .. agent
      end
      local states = #fields > 0 and call('HMGET', bucket('state', pos), unpack(fields)) or {}
      found[#found + 1] = { id, call('HGET', 'ids', id), stamp.t, stamp.o, states }
    end
  end
  return found
end

function reads.exchange(id, after, limit)
  local pos, _, _, session, exchange = known(id)
  if not pos or session == '' or exchange ~= id then
    return {}
  end
  local positions =
    call('ZRANGEBYSCORE', 'of:' .. id, '(' .. after, '+inf', 'LIMIT', 0, limit)
  if tonumber(pos) > tonumber(after) then
    table.insert(positions, 1, pos)
  end
  for _, wides in ipairs({ 'wides:' .. session, 'wides:' }) do
    for _, at in ipairs(call('ZRANGEBYSCORE', wides, '(' .. after, '+inf')) do
      if call('HEXISTS', 'wide:' .. at, id) == 1 then
        positions[#positions + 1] = at
      end
    end
  end
  table.sort(positions, function(a, b)
    return tonumber(a) < tonumber(b)
  end)
  return taken({ unpack(positions, 1, math.min(#positions, limit)) })
end

function reads.notices(id, after, limit)
  local pos, _, _, session, _, first = known(id)
  if not pos or session == '' or first == '0' then
    return {}
  end
  local running, latest = call('HGET', 'row', session):match(FILE)
  local seq = running == first and latest or call('HGET', 'files', first)
  local positions = {}
  while seq ~= '' do
    local at, before = call('HGET', 'seq', session .. ' ' .. seq):match('^(%d+) ?(%d*)$')
    seq = tonumber(at) > tonumber(after) and before or ''
    if tonumber(at) > tonumber(after) then
      table.insert(positions, 1, at)
    end
  end
  for i = #positions, limit + 1, -1 do
    positions[i] = nil
  end
  return taken(positions)
end

function reads.openers(session, below, limit)
  local key = session == '' and 'openers' or 'openers:' .. session
  return taken(call('ZREVRANGEBYSCORE', key, '(' .. below, '-inf', 'LIMIT', 0, limit))
end
