-- What awaits agents, what is dead, and what is due.

local function awaiting(agent)
  local found = {}
  for i, member in ipairs(call('ZRANGE', 'awaited:' .. agent, 0, MOST - 1)) do
    local pos, _, exchange = member:match('^(%d+) (%S+) (%S+)$')
    local about = told(pos)
    local id = cjson.decode(about:match('\n(.*)$'))[1]
    local due = call('ZSCORE', 'due', string.format('%016d overdue %s', pos, id))
    found[i] = { about, exchange, due and 0 or 1 }
  end
  return found
end

local function steps(agent)
  local found = {}
  for i, member in ipairs(call('ZRANGE', 'steps:' .. agent, 0, MOST - 1)) do
    local ordinal, action = member:match('^(%d+) %S+ (.*)$')
    found[i] = { told(math.floor(ordinal / 1024)), action }
  end
  return found
end

function reads.agenda(agent)
  return { awaiting(agent), steps(agent) }
end

function reads.dead(after, limit)
  local found = {}
  for i, member in ipairs(call('ZRANGEBYLEX', 'dead', after, '+', 'LIMIT', 0, limit)) do
    found[i] = { member, told(tonumber(member:match('^%d+ (%d+)'))) }
  end
  return found
end

function reads.deadlines(limit)
  return call('ZRANGE', 'due', 0, limit - 1, 'WITHSCORES')
end
