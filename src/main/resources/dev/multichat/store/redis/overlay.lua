-- What a script reads and changes is kept here until all of it is planned: Redis undoes nothing, so
-- whatever can fail must fail before the first change. Deleted fields and members are false.
local PREFIX = ARGV[2]
local BULK = 1000
local hashes, zsets, lists, dropped = {}, {}, {}, {}

local function call(command, key, ...)
  return redis.call(command, PREFIX .. key, ...)
end

local function of(all, key)
  local one = all[key]
  if not one then
    one = { seen = {}, changed = {} }
    all[key] = one
  end
  return one
end

local function hget(key, field)
  local h = hashes[key] or of(hashes, key)
  local value = h.changed[field]
  if value == nil then
    value = h.seen[field]
  end
  if value == nil then
    value = call('HGET', key, field)
    h.seen[field] = value
  end
  return value
end

-- Reads fields together that are likely to be asked for.
local function prefetch(key, wanted)
  local fields = {}
  for field in pairs(wanted) do
    fields[#fields + 1] = field
  end
  local seen = of(hashes, key).seen
  for from = 1, #fields, BULK do
    local to = math.min(from + BULK - 1, #fields)
    local values = call('HMGET', key, unpack(fields, from, to))
    for i = from, to do
      seen[fields[i]] = values[i - from + 1]
    end
  end
end

local function hset(key, field, value)
  local h = hashes[key] or of(hashes, key)
  h.changed[field] = value
end

local function hall(key)
  local all = {}
  local found = call('HGETALL', key)
  for i = 1, #found, 2 do
    all[found[i]] = found[i + 1]
  end
  for field, value in pairs(of(hashes, key).changed) do
    all[field] = value or nil
  end
  return all
end

local function zadd(key, score, member)
  local z = zsets[key] or of(zsets, key)
  z.changed[member] = score
end

local function zrem(key, member)
  of(zsets, key).changed[member] = false
end

local function drop(key)
  zsets[key], dropped[key] = nil, true
end

local function zhas(key, member)
  local score = of(zsets, key).changed[member]
  if score == nil and not dropped[key] then
    score = call('ZSCORE', key, member)
  end
  return score and true
end

-- The members in the order of their scores.
local function zall(key)
  local scores, members = {}, {}
  if not zsets[key] or not next(zsets[key].changed) then
    return dropped[key] and members or call('ZRANGE', key, 0, -1)
  end
  local found = dropped[key] and members or call('ZRANGE', key, 0, -1, 'WITHSCORES')
  for i = 1, #found, 2 do
    scores[found[i]] = tonumber(found[i + 1])
  end
  for member, score in pairs(of(zsets, key).changed) do
    scores[member] = score and tonumber(score) or nil
  end
  for member in pairs(scores) do
    members[#members + 1] = member
  end
  table.sort(members, function(a, b)
    return scores[a] < scores[b] or (scores[a] == scores[b] and a < b)
  end)
  return members
end

local function rpush(key, value)
  local list = lists[key]
  if not list then
    list = {}
    lists[key] = list
  end
  list[#list + 1] = value
end

local function forget()
  hashes, zsets, lists, dropped = {}, {}, {}, {}
end

local function bulk(command, key, values)
  for from = 1, #values, BULK do
    call(command, key, unpack(values, from, math.min(from + BULK - 1, #values)))
  end
end

-- The changes of one key as arguments: fields and values, or scores and members; and what goes.
local function changesOf(one, scoreFirst)
  local adds, removes, n = {}, {}, 0
  for name, value in pairs(one.changed) do
    if not value then
      removes[#removes + 1] = name
    elseif scoreFirst then
      adds[n + 1], adds[n + 2], n = value, name, n + 2
    else
      adds[n + 1], adds[n + 2], n = name, value, n + 2
    end
  end
  return adds, removes
end

local function flushed(all, added, removed, scoreFirst)
  for key, one in pairs(all) do
    if next(one.changed) then
      local adds, removes = changesOf(one, scoreFirst)
      bulk(added, key, adds)
      bulk(removed, key, removes)
    end
  end
end

local function flushDropped()
  local keys = {}
  for key in pairs(dropped) do
    keys[#keys + 1] = PREFIX .. key
  end
  for from = 1, #keys, BULK do
    redis.call('DEL', unpack(keys, from, math.min(from + BULK - 1, #keys)))
  end
end

-- Writes it all; nothing of it can be refused once its first command was taken.
local function flush()
  flushDropped()
  flushed(hashes, 'HSET', 'HDEL', false)
  for key, list in pairs(lists) do
    bulk('RPUSH', key, list)
  end
  flushed(zsets, 'ZADD', 'ZREM', true)
end
