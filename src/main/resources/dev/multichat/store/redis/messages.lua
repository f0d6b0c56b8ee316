-- Messages with all that they imply.

local function implied(sessionId, doc)
  advance()
  log(0, sessionId, '{"p":' .. position .. ',"t":' .. now .. '}', '\n' .. doc, now)
  rpush('events:' .. sessionId, positionText)
end

-- Opens the session or lets in who takes no part yet.
local function enter(w, a)
  local s = a.session
  if not s then
    s = create(w.session, false, w.head, w.folded, now)
    implied(s.id, w.opened)
  end
  for _, id in ipairs(a.joining) do
    if a.session then
      implied(s.id, '{"position":0,"type":"joined","session":"' .. s.id .. '","agent":"' .. id
        .. '","by":"' .. w.from .. '"}')
    end
    join(s, id)
  end
  return s
end

-- Gives a message its place: its number, its exchange, and its file when it is a notice.
local function place(w, s, answers)
  local one = { id = w.id, pos = position, from = w.from, hash = w.hash, session = s.id }
  one.exchange = answers and answers.exchange or w.id
  one.notices = 0
  s.seq = s.seq + 1
  rpush('seq:' .. s.id, positionText)
  local begins = true
  if not answers and not w.awaits then
    begins = takeNotice(s, position, w.id, w.day)
    one.notices = s.notices
    rpush('file:' .. one.notices, positionText)
  end
  local opens = position
  if answers then
    local opener = known(answers.exchange)
    zadd('of:' .. opener.id, positionText, positionText)
    begins, opens = opener.notices > 0, opener.pos
  end
  if begins then
    zadd('openers', opens, tostring(opens))
    zadd('openers:' .. s.id, opens, tostring(opens))
  end
  keep(one)
  return one
end

-- Whether it ends the exchange that it belongs to.
local function cancels(w, answers)
  return answers and w.cancels and known(answers.exchange).from == w.from
end

local function awaits(w, answers)
  local ended = answers and (hget('ended', answers.exchange) or cancels(w, answers))
  return w.awaits and not ended
end

-- Keeps what the message says about later: moments and next steps.
local function remember(w, one)
  if w.replyBy ~= '' and w.awaits then
    deadline(one, 'overdue', w.replyBy)
  end
  if w.expiresAt ~= '' then
    deadline(one, 'expired', w.expiresAt)
  end
  if w.steps == '' then
    return
  end
  local steps = cjson.decode(w.steps)
  for _, s in ipairs(steps) do
    local field = s[1] .. ' ' .. s[2]
    local ordinals = s[3] and hget('todo:' .. one.session, field)
    if ordinals then
      stepDone(one.session, field, ordinals)
    end
  end
  for i, s in ipairs(steps) do
    if not s[3] then
      step(one, i, s[1], s[2])
    end
  end
end

local function message(w)
  local before = known(w.id)
  if before then
    return again(before, w)
  end
  local a = admit(w)
  local s = enter(w, a)
  advance()
  local awaited = awaits(w, a.answers)
  local one = place(w, s, a.answers)
  local exchanges = one.notices > 0 and { one.exchange, s.first } or { one.exchange }
  local stamp = table.concat({ '{"p":', positionText, ',"t":', now, ',"q":', s.seq, ',"x":',
    list(exchanges), ',"o":', list(a.to), ',"c":[', table.concat(a.cards, ','), ']}' })
  log(w.place, s.id, stamp, w.doc, now)
  for _, id in ipairs(a.to) do
    zadd('inbox:' .. id, positionText, positionText)
    if awaited then
      await(one, id)
    end
  end
  if a.answers then
    reply(a.answers, w.from)
  end
  if cancels(w, a.answers) then
    finish(one.exchange)
  end
  remember(w, one)
  return #appended
end
