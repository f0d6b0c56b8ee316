-- Ids and agents, as a script sees them at the moment.
local MARKED = '%d %d'
local BUCKET = 1000
local NOTICES_A_FILE = 200
local NO_CARDS = { hub = '["hub","Hub",""]', operator = '["operator","Operator",""]' }
local now, nowText, position, positionText, logKey
local knowns, cards, sessions, appended = {}, {}, {}, {}

local function refuse(code, text)
  error({ code = code, text = text }, 0)
end

local function digits(number)
  return string.format('%d', number)
end

local function bucket(kind, pos)
  return kind .. ':' .. digits(pos / BUCKET)
end

-- What is kept of a message for ever; its session is absent once that was deleted.
local function known(id)
  local one = knowns[id]
  if one == nil then
    local record = id ~= '' and hget('ids', id)
    if not record then
      return nil
    end
    local pos, from, hash, session, exchange, notices =
      record:match('^(%d+) (%S+) (%S*) ?(%S*) ?(%S*) ?(%d*)$')
    one = { id = id, pos = tonumber(pos), from = from, hash = hash, notices = notices }
    one.session = session ~= '' and session or nil
    one.exchange = exchange == '=' and id or exchange
    knowns[id] = one
  end
  return one
end

-- The position of a message that is there; what is not yet written of it is known.
local function placeOf(id)
  return knowns[id] and knowns[id].pos or tonumber(hget('ids', id):match('^%d+'))
end

local function keep(one)
  knowns[one.id] = one
  local record = digits(one.pos) .. ' ' .. one.from .. ' ' .. one.hash
  if one.session then
    record = record .. ' ' .. one.session .. ' '
      .. (one.exchange == one.id and '=' or one.exchange) .. ' ' .. one.notices
  end
  hset('ids', one.id, record)
end

local function agent(id)
  local row = hget('agent', id)
  if not row then
    return nil
  end
  local f = cjson.decode(row)
  return { id = id, name = f[1], role = f[2], capabilities = f[3], registered = f[4],
    revoked = f[5] }
end

-- Its card stands ready beside it, and tells with its first character whether it is revoked.
local function saveAgent(one)
  hset('agent', one.id,
    cjson.encode({ one.name, one.role, one.capabilities, one.registered, one.revoked }))
  hset('card', one.id,
    (one.revoked > 0 and '-' or '+') .. cjson.encode({ one.id, one.name, one.role }))
  cards[one.id] = nil
  zadd('agents', 0, one.id)
end

-- The card of an agent, or false when it is revoked; nil when there is none.
local function cardOf(id)
  local card = NO_CARDS[id] or cards[id]
  if card == nil then
    local kept = hget('card', id)
    if not kept then
      return nil
    end
    card = kept:byte() == 43 and kept:sub(2)
    cards[id] = card
  end
  return card
end

-- The card of who acts.
local function actor(id)
  local card = cardOf(id)
  if card == nil then
    refuse('FORBIDDEN', "The agent '" .. id .. "' is not registered; register it first.")
  end
  if not card then
    refuse('FORBIDDEN', "The agent '" .. id .. "' is revoked.")
  end
  return card
end

-- The card of whom a message is for.
local function recipient(id)
  local card = cardOf(id)
  if card == nil then
    refuse('NOT_FOUND', "There is no agent '" .. id .. "'.")
  end
  if not card then
    refuse('CONFLICT',
      "The agent '" .. id .. "' is revoked and receives no messages any more.")
  end
  return card
end

local function revoked(id)
  return cardOf(id) == false
end
