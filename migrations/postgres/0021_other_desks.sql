-- Another desk (Chatwoot, a group of Telegram) as one process works it: who holds it, since when
-- cases are shown there, and whether it answers.
create table bridge (
  desk text not null primary key,
  claim text,
  claimed_until timestamptz,
  since timestamptz not null,
  up boolean not null default true,
  why text,
  changed_at timestamptz not null
);

-- A case at another desk. `thread` is its name there, `told` the last message that was shown there,
-- `sending` the line that was on its way last: where it is found again nobody knows whether it went.
-- 'kept' stays with us, for the desk did not answer when the case came; 'asking' was ended there
-- without saying what came of it. `heard` is the last message of theirs that was looked at.
create table bridge_case (
  creditor text not null,
  id text not null,
  desk text not null,
  conversation text not null,
  channel text not null,
  thread text,
  status text not null check (status in ('opening', 'open', 'asking', 'closed', 'kept')),
  packet boolean not null default false,
  told bigint not null default 0,
  sending text,
  heard text,
  holder text,
  attempts bigint not null default 0,
  next_at timestamptz not null,
  looked_at timestamptz,
  asked_at timestamptz,
  why text,
  opened_at timestamptz not null,
  primary key (creditor, desk, id),
  foreign key (creditor, conversation) references conversation (creditor, id)
);
create index bridge_case_live on bridge_case (desk, opened_at) where status in ('opening', 'open', 'asking');
create index bridge_case_by_thread on bridge_case (desk, thread) where thread is not null;

-- What somebody did at another desk, once: by its own name and by that of its delivery.
create table bridge_event (
  desk text not null,
  id text not null,
  delivery text,
  body jsonb not null,
  status text not null default 'waiting' check (status in ('waiting', 'done', 'dead')),
  attempts bigint not null default 0,
  next_at timestamptz not null,
  why text,
  arrived_at timestamptz not null,
  done_at timestamptz,
  primary key (desk, id)
);
create unique index bridge_event_by_delivery on bridge_event (desk, delivery) where delivery is not null;
create index bridge_event_waiting on bridge_event (desk, arrived_at) where status = 'waiting';
create index bridge_event_done on bridge_event (done_at) where status <> 'waiting';

-- An agent's message that was written at another desk: which of ours it became, and how far the
-- other desk was told that it is, as a rank that only grows. `why` is what is said of one refused.
create table bridge_message (
  creditor text not null,
  desk text not null,
  thread text not null,
  remote text not null,
  message text,
  rank bigint not null default 0,
  why text,
  live boolean not null default true,
  at timestamptz not null,
  primary key (creditor, desk, remote)
);
create index bridge_message_live on bridge_message (desk, at) where live;
create index bridge_message_by_message on bridge_message (creditor, message) where message is not null;

-- Which of our people an agent of another desk is.
create table bridge_person (
  desk text not null,
  hand text not null,
  person text not null,
  linked_at timestamptz not null,
  primary key (desk, hand)
);

-- Codes by which somebody shows another desk who they are: good once and for minutes, only hashes are
-- kept.
create table bridge_code (
  hash text not null primary key,
  person text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
