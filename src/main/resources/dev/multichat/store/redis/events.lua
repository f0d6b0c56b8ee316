-- Events that change sessions, agents, and what became of messages.

local function event(w, exchanges, card)
  advance()
  local stamp = '{"p":' .. positionText .. ',"t":' .. nowText .. ',"x":' .. list(exchanges)
    .. (card and ',"a":' .. card or '') .. '}'
  log(w.place, w.session, stamp, w.doc, nowText)
  if w.session ~= '' then
    rpush('events:' .. w.session, positionText)
  end
  concern(w.session, exchanges)
  return count()
end

local events = {}

function events.opened(w)
  checkUnused(w.session)
  actor(w.by)
  for id in w.parties:gmatch('%S+') do
    recipient(id)
  end
  local s = create(w.session, w.open, w.head, w.folded, nowText)
  join(s, w.by)
  for id in w.parties:gmatch('%S+') do
    join(s, id)
  end
  return event(w, {})
end

function events.joined(w)
  local s = need(w.session)
  if s.takes[w.agent] then
    return 0
  end
  if s.closed then
    refuse('CONFLICT', "The session '" .. s.id .. "' is closed.")
  end
  if not s.open and not w.forced then
    refuse('FORBIDDEN', "The session '" .. s.id
      .. "' is not open; ask a participant to let you in.")
  end
  actor(w.agent)
  join(s, w.agent)
  return event(w, {})
end

function events.left(w)
  local s = need(w.session)
  if not s.takes[w.agent] then
    return 0
  end
  local concerned = exchangesOf(awaiting(w.agent, s.id))
  excuseAll(w.agent, s.id)
  leave(s, w.agent)
  return event(w, concerned)
end

local function close(s, awaited)
  excuseSession(awaited)
  noSteps(s.id)
  s.closed, s.changed = true, true
end

function events.closed(w)
  local s = need(w.session)
  if s.closed then
    return 0
  end
  local awaited = awaitingIn(s)
  close(s, awaited)
  return event(w, exchangesOf(awaited))
end

function events.held(w)
  local s = need(w.session)
  local one = w.about and w.about ~= '' and known(w.about)
  local about = one and one.session == s.id and one.exchange
  local concerned = {}
  for _, id in ipairs(exchangesOf(awaitingIn(s))) do
    if id ~= about then
      concerned[#concerned + 1] = id
    end
  end
  if about then
    concerned[#concerned + 1] = about
  end
  return event(w, concerned)
end

events.released = events.held

local function card(one)
  return cjson.encode({ one.id, one.name, one.role, one.capabilities, one.registered, one.revoked })
end

local function revoke(w, before)
  if not before then
    refuse('NOT_FOUND', "There is no agent '" .. w.agent .. "'.")
  end
  if before.revoked > 0 then
    return 0
  end
  local concerned = exchangesOf(awaiting(before.id))
  excuseAll(before.id)
  before.revoked = now
  saveAgent(before)
  return event(w, concerned, card(before))
end

function events.agent(w)
  local before = agent(w.agent)
  local given = cjson.decode(w.card)
  if given[5] > 0 then
    return revoke(w, before)
  end
  if before and before.revoked > 0 then
    refuse('FORBIDDEN', "The agent '" .. before.id
      .. "' is revoked and cannot be changed any more.")
  end
  local one = { id = w.agent, name = given[1], role = given[2], capabilities = given[3] }
  one.registered, one.revoked = before and before.registered or now, 0
  if before and before.name == one.name and before.role == one.role
    and before.capabilities == one.capabilities then
    return 0
  end
  saveAgent(one)
  return event(w, {}, card(one))
end

-- What a happening is about, whose moment is over; nothing more can happen to what was deleted.
local function happening(w)
  local one = known(w.about)
  if not one then
    refuse('NOT_FOUND', "There is no message '" .. w.about .. "'.")
  end
  noDeadline(one, w.type)
  return one.session and one
end

function events.overdue(w)
  local one = happening(w)
  if not one or #awaitedBy(one) == 0 then
    return 0
  end
  return event(w, { one.exchange })
end

local function unread(one, id)
  local state = stateOf(one, id)
  return state and state < ACKNOWLEDGED
end

function events.dead(w)
  local one = happening(w)
  if not one or not unread(one, w.agent) then
    return 0
  end
  setState(one, w.agent, DEAD, now)
  excuse(one, w.agent)
  return event(w, { one.exchange })
end

-- Who was sent a message, as its stamp tells.
local function sentTo(one)
  local kept = hget(bucket('log', one.pos), tostring(one.pos))
  return cjson.decode(kept:match('^[^\n]*')).o
end

function events.expired(w)
  local one = happening(w)
  local any = false
  for _, id in ipairs(one and sentTo(one) or {}) do
    if unread(one, id) then
      any = true
      setState(one, id, EXPIRED, now)
    end
  end
  if not any then
    return 0
  end
  -- Who acknowledged without replying is not awaited either once the message is over.
  for _, id in ipairs(awaitedBy(one)) do
    excuse(one, id)
  end
  return event(w, { one.exchange })
end

-- Moves a receipt on, or a dead message back into the inbox.
local function mark(w)
  local one = known(w.message)
  local state, at
  if one and one.session then
    state, at = stateOf(one, w.agent)
  end
  if w.state == RECORDED then
    if state ~= DEAD then
      refuse('NOT_FOUND', "The message '" .. w.message .. "' is not dead for '" .. w.agent .. "'.")
    end
    setState(one, w.agent, RECORDED, now)
    return 0
  end
  if not state then
    refuse('NOT_FOUND', "There is no message '" .. w.message .. "' to '" .. w.agent .. "'.")
  end
  if state < w.state and state < ACKNOWLEDGED then
    setState(one, w.agent, w.state, now)
  end
  return 0
end
