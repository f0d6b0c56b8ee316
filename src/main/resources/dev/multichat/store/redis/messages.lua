-- Messages with all that they imply.

local function implied(sessionId, doc)
  advance()
  log(0, sessionId, '{"p":' .. positionText .. ',"t":' .. nowText .. '}', '\n' .. doc, nowText)
  rpush('events:' .. sessionId, positionText)
end

-- Opens the session or lets in who takes no part yet.
local function enter(w, before, joining)
  local s = before
  if not s then
    s = create(w.session, false, w.head, w.folded, nowText)
    implied(s.id, w.opened)
  end
  for _, id in ipairs(joining) do
    if before then
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
  one.notices = '0'
  s.seq = s.seq + 1
  local seq, before = digits(s.seq), nil
  if not answers and not w.awaits then
    before = takeNotice(s, w.id, w.day, seq)
    one.notices = s.notices
  end
  hset('seq', s.id .. ' ' .. seq, before and positionText .. ' ' .. before or positionText)
  local begins, opens = not before, positionText
  if answers then
    local opener = known(answers.exchange)
    zadd('of:' .. opener.id, positionText, positionText)
    begins, opens = opener.notices ~= '0', digits(opener.pos)
  end
  if begins then
    zadd('openers', opens, opens)
    zadd('openers:' .. s.id, opens, opens)
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
  if w.replyBy and w.awaits then
    deadline(one, 'overdue', w.replyBy)
  end
  if w.expiresAt then
    deadline(one, 'expired', w.expiresAt)
  end
  if not w.steps then
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
  local there, to, cards, joining, answers = admit(w)
  local s = enter(w, there, joining)
  advance()
  local awaited = awaits(w, answers)
  local one = place(w, s, answers)
  local file = one.notices == '0' and '"],"o":["' or '","' .. s.first .. '"],"o":["'
  local stamp = '{"p":' .. positionText .. ',"t":' .. nowText .. ',"q":' .. digits(s.seq)
    .. ',"x":["' .. one.exchange .. file .. table.concat(to, '","') .. '"],"c":['
    .. cards .. ']}'
  log(w.place, s.id, stamp, w.doc, nowText)
  for _, id in ipairs(to) do
    zadd('inbox:' .. id, positionText, positionText)
    if awaited then
      await(one, id)
    end
  end
  if answers then
    reply(answers, w.from)
  end
  if cancels(w, answers) then
    finish(one.exchange)
  end
  remember(w, one)
  return count()
end
