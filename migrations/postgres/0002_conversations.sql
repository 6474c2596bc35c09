-- Texts of flows and policies that conversations began with. A conversation keeps its own for
-- ever, so a text is found by its hash and never changes.
create table release (
  creditor text not null,
  kind text not null check (kind in ('flow', 'policy')),
  reference text not null,
  hash text not null,
  source text not null,
  text text not null,
  released_at timestamptz not null,
  primary key (creditor, kind, reference, hash)
);

-- One chat with one customer at one address. `state` is the dialogue's memory after the last
-- turn, `began` the memory it started with, from which a replay starts too. `version` guards
-- every save: who saves on an old version takes the turn again.
create table conversation (
  creditor text not null,
  id text not null,
  customer text not null,
  channel text not null,
  address text not null,
  flow text not null,
  flow_hash text not null,
  policy text not null,
  policy_hash text not null,
  version bigint not null,
  messages bigint not null default 0,
  step text,
  owner text not null check (owner in ('bot', 'human')),
  collection text not null check (collection in ('active', 'paused', 'stopped')),
  paused_until date,
  stopped_why text,
  suppressed boolean not null default false,
  closed boolean not null default false,
  began jsonb not null,
  state jsonb not null,
  started_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (creditor, id),
  unique (creditor, channel, address),
  foreign key (creditor, customer) references customer (creditor, id)
);
create index conversation_by_customer on conversation (creditor, customer, started_at);
create index conversation_by_change on conversation (creditor, changed_at);

-- Everything said, in order; stored beside its conversation so that a history is one read.
-- Delivery is columns, not rows: each time is set once and never goes back.
create table message (
  creditor text not null,
  conversation text not null,
  seq bigint not null,
  id text not null,
  sender text not null check (sender in ('customer', 'bot', 'agent')),
  turn bigint not null,
  at timestamptz not null,
  text text not null,
  options jsonb not null,
  attachments jsonb not null,
  provider_id text,
  sent_at timestamptz,
  delivered_at timestamptz,
  read_at timestamptz,
  failed_at timestamptz,
  failure text,
  primary key (creditor, conversation, seq),
  unique (creditor, id),
  foreign key (creditor, conversation) references conversation (creditor, id)
);

-- The log: all that a turn was decided from and what it decided, so that it can be replayed.
-- `event` is missing only where reading a message itself failed.
create table turn (
  creditor text not null,
  conversation text not null,
  number bigint not null,
  at timestamptz not null,
  outcome text not null check (outcome in ('advanced', 'broken')),
  channel text not null,
  external_id text not null,
  flow text not null,
  flow_hash text not null,
  policy text not null,
  policy_hash text not null,
  event jsonb,
  facts jsonb not null,
  effects jsonb not null,
  trace jsonb not null,
  state_hash text not null,
  primary key (creditor, conversation, number),
  foreign key (creditor, conversation) references conversation (creditor, id)
);

-- What a conversation waits for; at most one of a kind.
create table timer (
  creditor text not null,
  conversation text not null,
  kind text not null,
  due_at timestamptz not null,
  primary key (creditor, conversation, kind),
  foreign key (creditor, conversation) references conversation (creditor, id)
);
create index timer_due on timer (due_at);
