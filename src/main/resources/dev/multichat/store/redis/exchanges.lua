-- Deliveries, and who is awaited in which exchange, so that it agrees with core.Exchange. What was
-- only recorded for an agent stands in its inbox alone; a state of its own begins when it moves on.
local NARROW = 100
local RECORDED, DELIVERED, ACKNOWLEDGED, REPLIED, EXPIRED, DEAD = 0, 1, 2, 3, 4, 5

local function pair(pos, id)
  return pos .. ' ' .. id
end

-- The state and its time; nil when the message was not sent to the agent.
local function stateOf(one, id)
  local row = hget(bucket('state', one.pos), pair(one.pos, id))
  if row then
    local state, at = row:match('^(%d) (%-?%d+)$')
    return tonumber(state), tonumber(at)
  end
  return zhas('inbox:' .. id, tostring(one.pos)) and RECORDED or nil
end

local function deadMember(one, id, at)
  return string.format('%015d %016d %s %s', at, one.pos, id, one.id)
end

local function setState(one, id, state, at)
  local before, since = stateOf(one, id)
  if before == DEAD then
    zrem('dead', deadMember(one, id, since))
  end
  if state == DEAD then
    zadd('dead', 0, deadMember(one, id, at))
  end
  hset(bucket('state', one.pos), pair(one.pos, id), string.format(MARKED, state, at))
  if state < ACKNOWLEDGED then
    zadd('inbox:' .. id, one.pos, tostring(one.pos))
  else
    zrem('inbox:' .. id, tostring(one.pos))
  end
end

local function waitMember(one)
  return one.pos .. ' ' .. one.session .. ' ' .. one.exchange
end

local function await(one, id)
  local pos = digits(one.pos)
  zadd('awaited:' .. id, pos, waitMember(one))
  zadd('waits:' .. one.exchange, pos, pair(pos, id))
end

local function excuse(one, id)
  if zhas('waits:' .. one.exchange, pair(one.pos, id)) then
    zrem('awaited:' .. id, waitMember(one))
    zrem('waits:' .. one.exchange, pair(one.pos, id))
  end
end

-- Who is awaited to reply to a message.
local function awaitedBy(one)
  local ids = {}
  for _, member in ipairs(zall('waits:' .. one.exchange)) do
    local pos, id = member:match('^(%d+) (%S+)$')
    if tonumber(pos) == one.pos then
      ids[#ids + 1] = id
    end
  end
  return ids
end

-- The messages that await an agent, of one session or of all.
local function awaiting(id, sessionId)
  local found = {}
  for _, member in ipairs(zall('awaited:' .. id)) do
    local pos, inSession, exchange = member:match('^(%d+) (%S+) (%S+)$')
    if not sessionId or inSession == sessionId then
      found[#found + 1] = { pos = tonumber(pos), session = inSession, exchange = exchange,
        member = member, agent = id }
    end
  end
  return found
end

-- The ids of the exchanges that messages belong to, each once, the oldest first.
local function exchangesOf(messages)
  local taken, ids, opened, sorted = {}, {}, {}, true
  for _, one in ipairs(messages) do
    if not taken[one.exchange] then
      taken[one.exchange] = true
      ids[#ids + 1] = one.exchange
    end
  end
  prefetch('ids', taken)
  for i, id in ipairs(ids) do
    opened[i] = placeOf(id)
    sorted = sorted and (i == 1 or opened[i - 1] < opened[i])
    taken[opened[i]] = id
  end
  if not sorted then
    table.sort(opened)
    for i, pos in ipairs(opened) do
      ids[i] = taken[pos]
    end
  end
  return ids
end

local function awaitingIn(s)
  local all = {}
  for _, id in ipairs(s.who) do
    for _, one in ipairs(awaiting(id, s.id)) do
      all[#all + 1] = one
    end
  end
  return all
end

-- Excuses all that is awaited in a session, however much that is.
local function excuseSession(awaited)
  for _, one in ipairs(awaited) do
    zrem('awaited:' .. one.agent, one.member)
    drop('waits:' .. one.exchange)
  end
end

local function excuseAll(id, sessionId)
  for _, one in ipairs(awaiting(id, sessionId)) do
    excuse(one, id)
  end
end

-- Nobody is awaited in it any more, and nobody will be.
local function finish(exchange)
  local opener = known(exchange)
  for _, member in ipairs(zall('waits:' .. exchange)) do
    local pos, id = member:match('^(%d+) (%S+)$')
    excuse({ pos = tonumber(pos), session = opener.session, exchange = exchange }, id)
  end
  hset('ended', exchange, '1')
end

-- An event that concerns many exchanges names them in one hash instead of standing in each.
local function concern(sessionId, exchanges)
  if #exchanges > NARROW then
    zadd('wides:' .. sessionId, positionText, positionText)
    for _, exchange in ipairs(exchanges) do
      hset('wide:' .. positionText, exchange, '')
    end
    return
  end
  for _, exchange in ipairs(exchanges) do
    zadd('of:' .. exchange, positionText, positionText)
  end
end

local function deadline(one, kind, at)
  zadd('due', at, string.format('%016d %s %s', one.pos, kind, one.id))
end

local function noDeadline(one, kind)
  zrem('due', string.format('%016d %s %s', one.pos, kind, one.id))
end

-- A reply acknowledges what it answers, for its sender.
local function reply(answered, from)
  local state = stateOf(answered, from)
  if state and state ~= REPLIED then
    setState(answered, from, REPLIED, now)
    excuse(answered, from)
  end
end

local function step(one, i, owner, action)
  local ordinal = one.pos * 1024 + i
  local field = owner .. ' ' .. action
  zadd('steps:' .. owner, ordinal, ordinal .. ' ' .. one.session .. ' ' .. action)
  local before = hget('todo:' .. one.session, field)
  hset('todo:' .. one.session, field, (before and before .. ' ' or '') .. ordinal)
end

local function stepDone(sessionId, field, ordinals)
  local owner, action = field:match('^(%S+) (.*)$')
  for ordinal in ordinals:gmatch('%d+') do
    zrem('steps:' .. owner, ordinal .. ' ' .. sessionId .. ' ' .. action)
  end
  hset('todo:' .. sessionId, field, false)
end

local function noSteps(sessionId)
  for field, ordinals in pairs(hall('todo:' .. sessionId)) do
    stepDone(sessionId, field, ordinals)
  end
end
