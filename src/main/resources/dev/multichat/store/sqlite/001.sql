-- Times are milliseconds since 1970. A statement ends with a semicolon at the end of a line.

-- Facts about the store itself: its epoch, and the highest position ever given out before a delete.
CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The log. opener: the opening message of a message's exchange.
-- notices: of a notice, the first of those that share its devlog. doc: the whole entry.
CREATE TABLE entry (
  position INTEGER PRIMARY KEY,
  session TEXT,
  seq INTEGER,
  opener INTEGER,
  notices INTEGER,
  doc TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX entry_seq ON entry (session, seq) WHERE session IS NOT NULL;
CREATE INDEX entry_reply ON entry (opener, position, session) WHERE opener <> position;
CREATE INDEX entry_opening ON entry (position, session)
  WHERE opener = position AND (notices IS NULL OR notices = position);

-- What is kept of a message for ever, so that an id is never used twice.
CREATE TABLE message (
  id BLOB PRIMARY KEY,
  sender TEXT NOT NULL,
  hash BLOB NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- state: the ordinal of ReceiptState. unread: still in the inbox. awaits: a reply is awaited.
CREATE TABLE delivery (
  position INTEGER NOT NULL,
  agent TEXT NOT NULL,
  state INTEGER NOT NULL,
  at INTEGER NOT NULL,
  unread INTEGER NOT NULL,
  awaits INTEGER NOT NULL,
  PRIMARY KEY (position, agent)
) STRICT, WITHOUT ROWID;
CREATE INDEX delivery_unread ON delivery (agent, position) WHERE unread = 1;
CREATE INDEX delivery_awaits ON delivery (agent, position) WHERE awaits = 1;
CREATE INDEX delivery_dead ON delivery (at, position, agent) WHERE state = 5;

-- notices…: the file of notices that goes on at the moment. folded: what a search looks through.
CREATE TABLE session (
  id TEXT PRIMARY KEY,
  topic TEXT NOT NULL,
  initiator TEXT NOT NULL,
  open INTEGER NOT NULL,
  folded TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  closed INTEGER NOT NULL,
  last_activity_at INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  notices INTEGER NOT NULL,
  notices_id TEXT NOT NULL,
  notices_day INTEGER NOT NULL,
  notices_count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE participant (
  ordinal INTEGER PRIMARY KEY,
  session TEXT NOT NULL,
  agent TEXT NOT NULL,
  UNIQUE (session, agent)
) STRICT;
CREATE INDEX participant_agent ON participant (agent, session);

CREATE TABLE agent (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  capabilities TEXT NOT NULL,
  registered_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE credential (
  hash TEXT PRIMARY KEY,
  agent TEXT NOT NULL,
  access TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX credential_agent ON credential (agent);

-- Next steps that nobody marked done.
CREATE TABLE step (
  ordinal INTEGER PRIMARY KEY,
  position INTEGER NOT NULL,
  session TEXT NOT NULL,
  owner TEXT NOT NULL,
  action TEXT NOT NULL
) STRICT;
CREATE INDEX step_owner ON step (owner, session);
CREATE INDEX step_session ON step (session);

CREATE TABLE deadline (
  position INTEGER NOT NULL,
  type TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (position, type)
) STRICT, WITHOUT ROWID;
CREATE INDEX deadline_at ON deadline (at, position);

-- Which events concern which exchanges.
CREATE TABLE concern (
  opener INTEGER NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (opener, position)
) STRICT, WITHOUT ROWID;

-- Exchanges that were cancelled or closed, in which nobody is awaited any more.
CREATE TABLE ended (
  opener INTEGER PRIMARY KEY
) STRICT;

CREATE TABLE projection (
  name TEXT PRIMARY KEY,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE lease (
  name TEXT PRIMARY KEY,
  holder TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
