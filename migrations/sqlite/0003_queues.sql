-- What came in and is not worked yet, and for a while what was: a thing delivered twice by a
-- channel has the same external id and vanishes at the primary key. `position` orders a
-- conversation; only its oldest waiting entry may be claimed. `claim` is a fencing token.
create table inbox (
  creditor text not null,
  channel text not null,
  external_id text not null,
  conversation text not null,
  position integer not null,
  body text not null check (json_valid(body)),
  arrived_at text not null,
  status text not null default 'waiting' check (status in ('waiting', 'done', 'dead')),
  attempts integer not null default 0,
  next_at text not null,
  claimed_until text,
  claim text,
  done_at text,
  turn integer,
  why text,
  primary key (creditor, channel, external_id),
  unique (creditor, conversation, position),
  foreign key (creditor, conversation) references conversation (creditor, id)
) strict;
create index inbox_waiting on inbox (next_at) where status = 'waiting';
create index inbox_heads on inbox (creditor, conversation, position) where status = 'waiting';

-- What the outside must be told, written in the transaction that decided it. The id is derived
-- from the turn, so that a turn taken twice leaves one row. `position` orders each kind within a
-- conversation.
create table outbox (
  creditor text not null,
  id text not null,
  kind text not null check (kind in ('say', 'issue_charge')),
  conversation text not null,
  position integer not null,
  proactive integer not null check (proactive in (0, 1)),
  body text not null check (json_valid(body)),
  created_at text not null,
  status text not null default 'waiting' check (status in ('waiting', 'done', 'dead')),
  attempts integer not null default 0,
  next_at text not null,
  claimed_until text,
  claim text,
  done_at text,
  why text,
  primary key (creditor, kind, id),
  unique (creditor, conversation, kind, position),
  foreign key (creditor, conversation) references conversation (creditor, id)
) strict;
create index outbox_waiting on outbox (next_at) where status = 'waiting';
create index outbox_heads on outbox (creditor, conversation, kind, position) where status = 'waiting';
