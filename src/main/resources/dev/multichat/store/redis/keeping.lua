-- Leases, credentials, deletion and the epoch.

function commands.lease()
  local name, holder, till, at = ARGV[6], ARGV[7], tonumber(ARGV[8]), tonumber(ARGV[5])
  local row = hget('lease', name)
  local before = row and cjson.decode(row) or { '', 0, 0 }
  local own = row and before[1] == holder
  if not own and before[3] > at then
    return { before[1], before[2], before[3] }
  end
  local epoch = before[2] + (own and 0 or 1)
  hset('lease', name, cjson.encode({ holder, epoch, till }))
  flush()
  return { holder, epoch, till }
end

function commands.release()
  local row = hget('lease', ARGV[6])
  local before = row and cjson.decode(row)
  if before and before[1] == ARGV[7] then
    hset('lease', ARGV[6], cjson.encode({ '', before[2], 0 }))
    flush()
  end
  return 0
end

-- Replaces all credentials of an agent; its own ones may be given again.
function commands.credentials()
  local id = ARGV[6]
  for _, member in ipairs(call('ZRANGEBYLEX', 'credentials', '[' .. id .. ' ', '(' .. id .. '!')) do
    zrem('credentials', member)
    hset('credential', member:match('%S+$'), false)
  end
  for i = 7, #ARGV, 3 do
    local hash, access, at = ARGV[i], ARGV[i + 1], ARGV[i + 2]
    if hget('credential', hash) then
      return redis.error_reply("CONFLICT A token of '" .. id .. "' is in use already.")
    end
    hset('credential', hash, id .. ' ' .. access .. ' ' .. at)
    zadd('credentials', 0, id .. ' ' .. hash)
  end
  flush()
  return 0
end

local function erase(pos)
  hset(bucket('log', pos), tostring(pos), false)
end

local function eraseMessage(sessionId, pos)
  local kept = call('HGET', bucket('log', pos), pos)
  local stamp, brief = kept:match('^([^\n]*)\n([^\n]*)\n')
  local one = known(cjson.decode(brief)[1])
  for _, id in ipairs(cjson.decode(stamp).o) do
    local state, at = stateOf(one, id)
    if state == DEAD then
      zrem('dead', deadMember(one, id, at))
    end
    zrem('inbox:' .. id, tostring(pos))
    zrem('awaited:' .. id, waitMember(one))
    hset(bucket('state', pos), pair(pos, id), false)
  end
  noDeadline(one, 'overdue')
  noDeadline(one, 'expired')
  hset('files', tostring(pos), false)
  zrem('openers', tostring(pos))
  hset('ended', one.id, false)
  erase(pos)
  one.session = nil
  keep(one)
  zadd('gone', 0, one.id)
  return one
end

-- Deletes a session; of its messages only the ids and hashes stay. How many that were.
function commands.delete()
  local id, lease = ARGV[6], ARGV[7]
  if lease then
    local kept, why = pcall(keepOut, { lease = lease, epoch = ARGV[8] })
    if not kept then
      return redis.error_reply(why.code .. ' ' .. why.text)
    end
  end
  local s = session(id)
  if not s then
    return 0
  end
  noSteps(id)
  for _, agentId in ipairs(s.who) do
    zrem('part:' .. agentId, id)
  end
  for _, pos in ipairs(call('ZRANGE', 'wides:' .. id, 0, -1)) do
    drop('wide:' .. pos)
  end
  for seq = 1, s.seq do
    local number = id .. ' ' .. seq
    local one = eraseMessage(id, tonumber(call('HGET', 'seq', number):match('^%d+')))
    hset('seq', number, false)
    drop('of:' .. one.id)
    drop('waits:' .. one.id)
  end
  for _, pos in ipairs(call('LRANGE', 'events:' .. id, 0, -1)) do
    erase(tonumber(pos))
  end
  for _, key in ipairs({ 'row', 'who', 'head', 'folded' }) do
    hset(key, id, false)
  end
  for _, key in ipairs({ 'events:', 'openers:', 'todo:', 'wides:' }) do
    drop(key .. id)
  end
  zrem('active', id)
  flush()
  return s.seq
end

function commands.epoch()
  hset('meta', 'epoch', ARGV[6])
  flush()
  return 0
end

-- Whoever fences lets nothing more through of what it sent over another connection. The epoch;
-- who fences again finds none when the store is gone, and then leaves nothing behind.
function commands.fence()
  local epoch = hget('meta', 'epoch')
  if epoch or ARGV[6] ~= 'again' then
    hset('fence', ARGV[3], ARGV[4])
    flush()
  end
  return epoch
end

function commands.unfence()
  hset('fence', ARGV[3], false)
  flush()
  return 0
end

-- Makes an empty store; one that is there stays as it is.
function commands.create()
  if not hget('meta', 'schema') then
    hset('meta', 'schema', ARGV[6])
    hset('meta', 'epoch', ARGV[7])
    hset('meta', 'position', '0')
    flush()
  end
  return 0
end

local FREE = { create = true, fence = true, unfence = true }
if not FREE[ARGV[1]] and hget('fence', ARGV[3]) ~= ARGV[4] then
  return redis.error_reply('FENCED This connection was given up.')
end
return commands[ARGV[1]]()
