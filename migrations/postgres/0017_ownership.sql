-- Who has a conversation, beside the state that says so: `agent` is a person of ours. What the bot
-- said in a turn before `taken_turn` goes out no more; the claim that sends asks both. `handoff` is
-- the case it has at the desk, `sector` where that waits, `at_stake` what is owed, in centavos,
-- `rank` its place there: the greatest comes first.
alter table conversation add column agent text;
alter table conversation add column taken_turn bigint not null default 0;
alter table conversation add column handoff text;
alter table conversation add column sector text;
alter table conversation add column at_stake bigint;
alter table conversation add column rank bigint;
create index conversation_at_desk on conversation (creditor, rank, id) where handoff is not null;
create index conversation_of_agent on conversation (creditor, agent, rank, id) where agent is not null;
create index conversation_of_sector on conversation (creditor, sector, rank, id) where handoff is not null;
update conversation set handoff = state->'handoff'->>'id', sector = state->'handoff'->>'queue', rank = case state->'handoff'->>'priority' when 'urgent' then 2000000000000 when 'high' then 1000000000000 else 0 end where state->'handoff'->>'id' is not null;

-- Who had a case, and what came of it.
alter table handoff add column agent text;
alter table handoff add column outcome text;
alter table handoff add column closed_by text;
alter table handoff add column closed_at timestamptz;

-- Under which name a human of ours wrote.
alter table message add column author text;

-- What colleagues tell each other of a conversation; customers never see it.
create table case_note (
  creditor text not null,
  id text not null,
  conversation text not null,
  kind text not null check (kind in ('fact', 'promise', 'complaint', 'legal', 'whisper')),
  person text not null,
  name text not null,
  text text not null,
  at timestamptz not null,
  primary key (creditor, id),
  foreign key (creditor, conversation) references conversation (creditor, id)
);
create index case_note_by_conversation on case_note (creditor, conversation, at);

-- What somebody began to write and did not send: one of a kind each.
create table draft (
  creditor text not null,
  conversation text not null,
  person text not null,
  kind text not null check (kind in ('reply', 'note')),
  text text not null,
  changed_at timestamptz not null,
  primary key (creditor, conversation, person, kind),
  foreign key (creditor, conversation) references conversation (creditor, id)
);

-- What a human of ours wrote to be sent later. It is cancelled where the customer answers or pays.
create table scheduled (
  creditor text not null,
  id text not null,
  conversation text not null,
  person text not null,
  name text not null,
  text text not null,
  made_at timestamptz not null,
  due_at timestamptz not null,
  status text not null default 'waiting' check (status in ('waiting', 'sent', 'cancelled')),
  why text,
  done_at timestamptz,
  primary key (creditor, id),
  foreign key (creditor, conversation) references conversation (creditor, id)
);
create index scheduled_due on scheduled (due_at) where status = 'waiting';
create index scheduled_by_conversation on scheduled (creditor, conversation, due_at);

-- Who looks at a conversation, when last, and up to which message.
create table viewing (
  creditor text not null,
  conversation text not null,
  person text not null,
  name text not null,
  seen_at timestamptz not null,
  seq bigint not null,
  primary key (creditor, conversation, person),
  foreign key (creditor, conversation) references conversation (creditor, id)
);

-- Who is at the desk: who was not seen for long lets their conversations go. `away` is since when
-- somebody said so themselves.
create table presence (
  person text not null,
  name text not null,
  seen_at timestamptz not null,
  away_at timestamptz,
  primary key (person)
);

-- Files that humans of ours send, until long after they went.
create table file (
  creditor text not null,
  id text not null,
  conversation text not null,
  person text not null,
  name text not null,
  kind text not null,
  size bigint not null,
  bytes bytea not null,
  at timestamptz not null,
  primary key (creditor, id),
  foreign key (creditor, conversation) references conversation (creditor, id)
);
create index file_by_conversation on file (creditor, conversation, at);
