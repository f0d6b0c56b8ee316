-- Sessions and the log, as a script sees them at the moment.

local function session(id)
  local s = sessions[id]
  if s == nil then
    local row = hget('row', id)
    if not row then
      return nil
    end
    local closed, open, seq, active, notices, day, count, latest, first =
      row:match('^(%d) (%d) (%d+) (%-?%d+) (%d+) (%-?%d+) (%d+) (%d+) (%S*)$')
    s = { id = id, closed = closed == '1', open = open == '1', seq = tonumber(seq) }
    s.active, s.notices, s.day = active, notices, day
    s.count, s.latest, s.first = tonumber(count), latest, first
    s.who, s.takes = {}, {}
    for one in (hget('who', id) or ''):gmatch('%S+') do
      s.who[#s.who + 1] = one
      s.takes[one] = true
    end
    sessions[id] = s
  end
  return s
end

local function need(id)
  local s = session(id)
  if not s then
    refuse('NOT_FOUND', "There is no session '" .. id .. "'.")
  end
  return s
end

local function checkUnused(id)
  if session(id) then
    refuse('CONFLICT',
      "The session '" .. id .. "' exists already; choose another id, or send into it.")
  end
end

-- Opens a session without participants; its head and folded text are as the caller made them.
local function create(id, open, head, folded, at)
  local s = { id = id, closed = false, open = open, seq = 0, active = at, notices = '0', day = '0' }
  s.count, s.latest, s.first, s.who, s.takes, s.changed = 0, '0', '', {}, {}, true
  sessions[id] = s
  hset('head', id, head)
  hset('folded', id, folded)
  return s
end

local function join(s, id)
  if not s.takes[id] then
    s.takes[id] = true
    s.who[#s.who + 1] = id
    s.moved = true
    zadd('part:' .. id, 0, s.id)
  end
end

local function leave(s, id)
  for i = #s.who, 1, -1 do
    if s.who[i] == id then
      table.remove(s.who, i)
    end
  end
  s.takes[id] = nil
  s.moved = true
  zrem('part:' .. id, s.id)
end

-- Counts a notice; begins another file when the running one is full or of another day. The number
-- of the notice before it in its file, from which a file is read backwards; nil when it begins one.
local function takeNotice(s, id, day, seq)
  local before = s.latest
  if s.count == 0 or s.count == NOTICES_A_FILE or s.day ~= day then
    if s.count > 0 then
      hset('files', s.notices, before)
    end
    s.notices, s.first, s.day, s.count, before = positionText, id, day, 0, nil
  end
  s.count, s.latest = s.count + 1, seq
  return before
end

local function settleSessions()
  for id, s in pairs(sessions) do
    if s.changed then
      hset('row', id, (s.closed and '1 ' or '0 ') .. (s.open and '1 ' or '0 ') .. digits(s.seq)
        .. ' ' .. s.active .. ' ' .. s.notices .. ' ' .. s.day .. ' ' .. digits(s.count) .. ' '
        .. s.latest .. ' ' .. s.first)
      zadd('active', s.active, id)
    end
    if s.moved then
      hset('who', id, table.concat(s.who, ' '))
    end
  end
end

local function advance()
  position = position + 1
  positionText = digits(position)
  logKey = bucket('log', position)
end

-- Appends an entry: its stamp, and what lists tell of it with its document, which stay as they came.
local function log(write, sessionId, stamp, doc, at)
  hset(logKey, positionText, stamp .. '\n' .. doc)
  local n = #appended
  appended[n + 1], appended[n + 2], appended[n + 3] = write, stamp, write == 0 and doc or ''
  if sessionId ~= '' then
    local s = need(sessionId)
    s.active, s.changed = at, true
  end
end

-- How many entries there are so far.
local function count()
  return #appended / 3
end

local function list(values)
  if #values == 0 then
    return '[]'
  end
  return '["' .. table.concat(values, '","') .. '"]'
end
