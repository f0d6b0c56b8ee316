-- What a message presumes, checked before anything of it is planned.

-- What a message had become before it was given again.
local function again(before, w)
  if before.from ~= w.from or before.hash ~= w.hash then
    refuse('CONFLICT', "The id '" .. w.id .. "' is in use by another message; choose another.")
  end
  local kept = before.session and hget(bucket('log', before.pos), tostring(before.pos))
  if not kept then
    refuse('CONFLICT', "The message '" .. w.id .. "' was recorded and has been deleted.")
  end
  return { kept }
end

local function joins(s, w)
  if not s then
    return w.from ~= 'hub'
  end
  if s.takes[w.from] or w.from == 'hub' or w.forced then
    return false
  end
  if not s.open then
    refuse('FORBIDDEN',
      "'" .. w.from .. "' takes no part in the session '" .. s.id .. "'; ask to be let in.")
  end
  return true
end

local function recipients(s, w)
  local to = {}
  if s and w.toSession then
    for _, id in ipairs(s.who) do
      if id ~= w.from and not revoked(id) then
        to[#to + 1] = id
      end
    end
  else
    for id in w.to:gmatch('%S+') do
      to[#to + 1] = id
    end
  end
  if #to == 0 then
    refuse('INVALID', "Nobody else takes part in the session '" .. w.session
      .. "'; name the recipients in 'to'.")
  end
  return to
end

-- What it answers; the opener of that one's exchange is known then too.
local function answered(w)
  if w.answers == '' then
    return nil
  end
  local one = known(w.answers)
  if not one or one.session ~= w.session then
    refuse('NOT_FOUND', "The message '" .. w.answers .. "', which is to be answered, is not in the"
      .. " session '" .. w.session .. "'.")
  end
  return one
end

local function sessionOf(w)
  if w.opens then
    checkUnused(w.session)
    return nil
  end
  local s = need(w.session)
  if s.closed then
    refuse('CONFLICT', "The session '" .. s.id
      .. "' is closed; send without a session to open another.")
  end
  return s
end

local function admit(w)
  local a = { session = sessionOf(w), joining = {} }
  local sender = actor(w.from)
  local taken = {}
  if joins(a.session, w) then
    a.joining[1], taken[w.from] = w.from, true
  end
  a.to = recipients(a.session, w)
  a.cards = { sender }
  for _, id in ipairs(a.to) do
    local card = recipient(id)
    if id ~= w.from then
      a.cards[#a.cards + 1] = card
    end
    if not taken[id] and not (a.session and a.session.takes[id]) then
      a.joining[#a.joining + 1], taken[id] = id, true
    end
  end
  a.answers = answered(w)
  return a
end
