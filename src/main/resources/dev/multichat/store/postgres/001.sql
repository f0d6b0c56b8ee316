-- Times are milliseconds since 1970. A statement ends with a semicolon at the end of a line.
-- Names are ordered by their bytes, as in every other store.

-- Facts about the store itself: its schema, its epoch, and the highest position ever given out.
-- Whoever writes locks the row of the position first and holds it until it has committed.
CREATE TABLE meta (
  name text PRIMARY KEY,
  value text NOT NULL
) WITH (fillfactor = 50);
INSERT INTO meta VALUES ('position', '0');

-- The log. opener: the opening message of a message's exchange.
-- notices: of a notice, the first of those that share its devlog. doc: the whole entry.
CREATE TABLE entry (
  position bigint PRIMARY KEY,
  session text COLLATE "C",
  seq bigint,
  opener bigint,
  notices bigint,
  doc text NOT NULL
);
CREATE UNIQUE INDEX entry_seq ON entry (session, seq) WHERE session IS NOT NULL;
CREATE INDEX entry_reply ON entry (opener, position, session) WHERE opener <> position;
CREATE INDEX entry_opening ON entry (position, session)
  WHERE opener = position AND (notices IS NULL OR notices = position);

-- What is kept of a message for ever, so that an id is never used twice.
CREATE TABLE message (
  id bytea PRIMARY KEY,
  sender text NOT NULL,
  hash bytea NOT NULL,
  position bigint NOT NULL
);

-- state: the ordinal of ReceiptState. unread: still in the inbox. awaits: a reply is awaited.
CREATE TABLE delivery (
  position bigint NOT NULL,
  agent text COLLATE "C" NOT NULL,
  state integer NOT NULL,
  at bigint NOT NULL,
  unread integer NOT NULL,
  awaits integer NOT NULL,
  PRIMARY KEY (position, agent)
);
CREATE INDEX delivery_unread ON delivery (agent, position) WHERE unread = 1;
CREATE INDEX delivery_awaits ON delivery (agent, position) WHERE awaits = 1;
CREATE INDEX delivery_dead ON delivery (at, position, agent) WHERE state = 5;

-- notices…: the file of notices that goes on at the moment. folded: what a search looks through.
CREATE TABLE session (
  id text COLLATE "C" PRIMARY KEY,
  topic text NOT NULL,
  initiator text NOT NULL,
  open integer NOT NULL,
  folded text NOT NULL,
  created_at bigint NOT NULL,
  closed integer NOT NULL,
  last_activity_at bigint NOT NULL,
  last_seq bigint NOT NULL,
  notices bigint NOT NULL,
  notices_id text NOT NULL,
  notices_day bigint NOT NULL,
  notices_count integer NOT NULL
) WITH (fillfactor = 50);
CREATE INDEX session_activity ON session (last_activity_at, id);

CREATE TABLE participant (
  ordinal bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  session text COLLATE "C" NOT NULL,
  agent text COLLATE "C" NOT NULL,
  UNIQUE (session, agent)
);
CREATE INDEX participant_agent ON participant (agent, session);

CREATE TABLE agent (
  id text COLLATE "C" PRIMARY KEY,
  name text NOT NULL,
  role text NOT NULL,
  capabilities text NOT NULL,
  registered_at bigint NOT NULL,
  revoked_at bigint
);

CREATE TABLE credential (
  hash text COLLATE "C" PRIMARY KEY,
  agent text COLLATE "C" NOT NULL,
  access text NOT NULL,
  created_at bigint NOT NULL
);
CREATE INDEX credential_agent ON credential (agent, hash);

-- Next steps that nobody marked done.
CREATE TABLE step (
  ordinal bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  position bigint NOT NULL,
  session text COLLATE "C" NOT NULL,
  owner text COLLATE "C" NOT NULL,
  action text NOT NULL
);
CREATE INDEX step_owner ON step (owner, ordinal);
CREATE INDEX step_session ON step (session);

CREATE TABLE deadline (
  position bigint NOT NULL,
  type text NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (position, type)
);
CREATE INDEX deadline_at ON deadline (at, position);

-- Which events concern which exchanges.
CREATE TABLE concern (
  opener bigint NOT NULL,
  position bigint NOT NULL,
  PRIMARY KEY (opener, position)
);

-- Exchanges that were cancelled or closed, in which nobody is awaited any more.
CREATE TABLE ended (
  opener bigint PRIMARY KEY
);

CREATE TABLE projection (
  name text PRIMARY KEY,
  position bigint NOT NULL
);

CREATE TABLE lease (
  name text PRIMARY KEY,
  holder text NOT NULL,
  epoch bigint NOT NULL,
  until bigint NOT NULL
);
