-- What is read by page or by name: sessions, agents, credentials, and what is wrong.
local CHUNK = 200
local EXAMINED = 2000

local function sessionRow(id)
  local head = call('HGET', 'head', id)
  return head and { id, head, call('HGET', 'row', id), call('HGET', 'who', id) or '' }
end

function reads.session(id)
  return sessionRow(id) or {}
end

local function matches(id, state, text)
  if state ~= '' and call('HGET', 'row', id):sub(1, 1) ~= state then
    return false
  end
  return text == '' or call('HGET', 'folded', id):find(text, 1, true)
end

-- The sessions of an agent with their activity, newest first.
local function sessionsOf(agent)
  local all = {}
  for i, id in ipairs(call('ZRANGE', 'part:' .. agent, 0, -1)) do
    all[i] = { id, tonumber(call('ZSCORE', 'active', id)) }
  end
  table.sort(all, function(a, b)
    return a[2] > b[2] or (a[2] == b[2] and a[1] > b[1])
  end)
  return all
end

local function newest(at, offset)
  local all = {}
  local found = call('ZREVRANGEBYSCORE', 'active', at, '-inf', 'WITHSCORES', 'LIMIT', offset, CHUNK)
  for i = 1, #found, 2 do
    all[#all + 1] = { found[i], tonumber(found[i + 1]) }
  end
  return all
end

-- Sessions behind a place, and whether these are all or where to look on.
function reads.sessions(at, behind, state, text, participant, limit)
  local found, examined, passed, place = {}, 0, 0, { at, behind }
  local all = participant ~= '' and sessionsOf(participant) or newest(at, 0)
  local i = 1
  while all[i] and #found < tonumber(limit) and (examined < EXAMINED or participant ~= '') do
    local id, active = all[i][1], all[i][2]
    if active < tonumber(at) or (active == tonumber(at) and id < behind) then
      place, examined = { string.format('%.0f', active), id }, examined + 1
      if matches(id, state, text) then
        found[#found + 1] = sessionRow(id)
      end
    end
    i, passed = i + 1, passed + 1
    if participant == '' and i > #all then
      all, i = newest(at, passed), 1
    end
  end
  return { all[i] and 0 or 1, place[1], place[2], found }
end

function reads.agent(id)
  return call('HGET', 'agent', id)
end

local function page(index, records, after, limit, field)
  local found = {}
  for i, member in ipairs(call('ZRANGEBYLEX', index, after, '+', 'LIMIT', 0, limit)) do
    found[i] = { member, call('HGET', records, field and member:match(field) or member) }
  end
  return found
end

function reads.agents(after, limit)
  return page('agents', 'agent', after, limit)
end

function reads.credential(hash)
  return call('HGET', 'credential', hash)
end

function reads.credentials(after, limit)
  return page('credentials', 'credential', after, limit, '%S+$')
end

function reads.forgotten(after, limit)
  return page('gone', 'ids', after, limit)
end

function reads.position(name)
  return tonumber(call('HGET', 'projection', name) or 0)
end

function reads.meta()
  return call('HMGET', 'meta', 'schema', 'epoch')
end

local function inspectSession(id, findings)
  local seq = tonumber(call('HGET', 'row', id):match('^%d %d (%d+)'))
  local positions = numbered(id, 0, seq)
  if seq ~= #positions then
    findings[#findings + 1] =
      "The messages of the session '" .. id .. "' are not numbered without gaps."
  end
  for _, pos in ipairs(positions) do
    if call('HEXISTS', bucket('log', pos), pos) == 0 then
      findings[#findings + 1] = 'The message at ' .. pos .. " of the session '" .. id
        .. "' is not there."
    end
  end
end

-- What is wrong with some sessions and inboxes, from a place on; and whether there are more.
function reads.inspect(offset)
  local findings = {}
  local sessions = call('ZRANGE', 'active', offset, offset + CHUNK - 1)
  local agents = call('ZRANGE', 'agents', offset, offset + CHUNK - 1)
  for _, id in ipairs(sessions) do
    inspectSession(id, findings)
  end
  for _, id in ipairs(agents) do
    for _, pos in ipairs(call('ZRANGE', 'inbox:' .. id, 0, -1)) do
      if call('HEXISTS', bucket('log', pos), pos) == 0 then
        findings[#findings + 1] = "The inbox of '" .. id .. "' has a message at " .. pos
          .. ', which is not there.'
      end
    end
  end
  return { math.max(#sessions, #agents), findings }
end

-- An empty server must not pass for an empty store.
if ARGV[1] ~= 'meta' and call('HEXISTS', 'meta', 'epoch') == 0 then
  return redis.error_reply('GONE There is no store.')
end
return reads[ARGV[1]](unpack(ARGV, 3))
