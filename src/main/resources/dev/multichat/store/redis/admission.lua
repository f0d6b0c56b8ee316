-- What a message presumes, checked before anything of it is planned.

local NOBODY = {}

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
  local to = { w.to }
  if not w.toSession and w.to ~= '' and not w.to:find(' ', 1, true) then
    return to
  end
  to[1] = nil
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
  if not w.answers then
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

-- Its session, recipients, and what it answers; and, in the order of their cards, who joins by it.
local function admit(w)
  local s = sessionOf(w)
  local cards, joining, taken = actor(w.from), NOBODY, NOBODY
  if joins(s, w) then
    joining, taken = { w.from }, { [w.from] = true }
  end
  local to = recipients(s, w)
  for i = 1, #to do
    local id = to[i]
    local card = recipient(id)
    if id ~= w.from then
      cards = cards .. ',' .. card
    end
    if not taken[id] and not (s and s.takes[id]) then
      if joining == NOBODY then
        joining, taken = {}, {}
      end
      joining[#joining + 1], taken[id] = id, true
    end
  end
  return s, to, cards, joining, answered(w)
end
