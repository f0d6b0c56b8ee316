-- What a script reads and changes is kept here until all of it is planned: Redis undoes nothing, so
-- whatever can fail must fail before the first change. Deleted fields and members are false.
local PREFIX = ARGV[2]
local BULK = 1000
local hashes, zsets, lists = {}, {}, {}

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
  local h = of(hashes, key)
  local value = h.seen[field]
  if value == nil then
    value = call('HGET', key, field)
    h.seen[field] = value
  end
  return value
end

local function hset(key, field, value)
  local h = of(hashes, key)
  h.seen[field] = value
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
  of(zsets, key).changed[member] = score
end

local function zrem(key, member)
  of(zsets, key).changed[member] = false
end

local function zhas(key, member)
  local score = of(zsets, key).changed[member]
  if score == nil then
    score = call('ZSCORE', key, member)
  end
  return score and true
end

-- The members in the order of their scores.
local function zall(key)
  local scores, members = {}, {}
  local found = call('ZRANGE', key, 0, -1, 'WITHSCORES')
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
  hashes, zsets, lists = {}, {}, {}
end

local function bulk(command, key, values)
  for from = 1, #values, BULK do
    call(command, key, unpack(values, from, math.min(from + BULK - 1, #values)))
  end
end

local function flushed(all, added, removed, pair)
  for key, one in pairs(all) do
    local adds, removes = {}, {}
    for name, value in pairs(one.changed) do
      if value then
        pair(adds, name, value)
      else
        removes[#removes + 1] = name
      end
    end
    bulk(added, key, adds)
    bulk(removed, key, removes)
  end
end

-- Writes it all; nothing of it can be refused once its first command was taken.
local function flush()
  flushed(hashes, 'HSET', 'HDEL', function(into, field, value)
    into[#into + 1] = field
    into[#into + 1] = value
  end)
  for key, list in pairs(lists) do
    bulk('RPUSH', key, list)
  end
  flushed(zsets, 'ZADD', 'ZREM', function(into, member, score)
    into[#into + 1] = score
    into[#into + 1] = member
  end)
end
