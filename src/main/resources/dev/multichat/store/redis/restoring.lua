-- What another store had, as it was there; only its positions are new.

local function restoredEvent(w, exchanges)
  advance()
  log(w.place, w.session, '{"p":' .. positionText .. ',"t":' .. w.at .. ',"r":1}', w.doc, w.at)
  if w.session ~= '' then
    rpush('events:' .. w.session, positionText)
  end
  concern(w.session, exchanges)
  return count()
end

local restored = {}

function restored.opened(w)
  checkUnused(w.session)
  local s = create(w.session, w.open, w.head, w.folded, w.at)
  if w.by ~= 'hub' then
    join(s, w.by)
  end
  for id in w.parties:gmatch('%S+') do
    join(s, id)
  end
end

function restored.joined(w)
  join(need(w.session), w.agent)
end

function restored.left(w)
  local s = need(w.session)
  excuseAll(w.agent, s.id)
  leave(s, w.agent)
end

function restored.closed(w)
  local s = need(w.session)
  close(s, awaitingIn(s))
end

function restored.held(w)
  need(w.session)
end

restored.released = restored.held

function restored.agent(w)
  local f = cjson.decode(w.card)
  saveAgent({ id = w.agent, name = f[1], role = f[2], capabilities = f[3], registered = f[4],
    revoked = f[5] })
  if f[5] > 0 then
    excuseAll(w.agent)
  end
end

function restored.overdue(w)
  happening(w)
end

function restored.expired(w)
  local one = happening(w)
  for _, id in ipairs(one and awaitedBy(one) or {}) do
    if w.agent == '' or id == w.agent then
      excuse(one, id)
    end
  end
end

restored.dead = restored.expired

local function restoreEvent(w)
  local exchanges = {}
  for id in w.exchanges:gmatch('%S+') do
    if known(id) and known(id).session then
      exchanges[#exchanges + 1] = id
    end
  end
  restored[w.type](w, exchanges)
  return restoredEvent(w, exchanges)
end

-- How far a message came with each recipient: an id, a state and its time each.
local function restoredStates(w)
  local given, to = {}, {}
  for id, state, at in w.states:gmatch('(%S+) (%d) (%-?%d+)') do
    given[id] = { tonumber(state), tonumber(at) }
  end
  for id in w.to:gmatch('%S+') do
    if not given[id] then
      refuse('INVALID', "How far the message '" .. w.id .. "' came with '" .. id
        .. "' is missing.")
    end
    to[#to + 1] = id
  end
  return given, to
end

local function checkSeq(w, s)
  if w.seq ~= s.seq + 1 then
    refuse('CONFLICT', "The message '" .. w.id .. "' is number " .. w.seq
      .. " of its session, but the session '" .. s.id .. "' has " .. s.seq .. " here.")
  end
end

local function restoreMessage(w)
  local before = known(w.id)
  if before then
    return again(before, w)
  end
  local s = need(w.session)
  local answers = answered(w)
  checkSeq(w, s)
  local given, to = restoredStates(w)
  advance()
  local awaited = awaits(w, answers)
  local one = place(w, s, answers)
  log(w.place, s.id, '{"p":' .. positionText .. ',"t":' .. w.at .. ',"r":1,"o":' .. list(to)
    .. '}', w.doc, w.at)
  for _, id in ipairs(to) do
    setState(one, id, given[id][1], given[id][2])
    if awaited then
      await(one, id)
    end
  end
  if answers then
    excuse(answers, w.from)
  end
  if cancels(w, answers) then
    finish(one.exchange)
  end
  remember(w, one)
  return count()
end

local function forgotten(w)
  if not known(w.message) then
    keep({ id = w.message, pos = 0, from = w.agent, hash = w.hash })
    zadd('gone', 0, w.message)
  end
  return 0
end
