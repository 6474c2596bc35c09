-- Somebody at a channel of ours. `line` is the name under which what they do is kept in order: it
-- is derived from the channel, our account and the first alias they had. The conversation that runs
-- there now, and whose it is taken to be, may change: a number may get another owner.
create table contact (
  creditor text not null references creditor (creditor),
  line text not null,
  channel text not null,
  account text not null,
  address text not null,
  name text,
  username text,
  customer text,
  conversation text,
  proof text not null default 'none' check (proof in ('none', 'weak', 'strong')),
  status text not null default 'open' check (status in ('open', 'blocked', 'changed')),
  heard_at text,
  began_at text not null,
  body text not null default '{}' check (json_valid(body)),
  primary key (creditor, line)
) strict;
create index contact_by_customer on contact (creditor, customer) where customer is not null;
create index contact_by_conversation on contact (creditor, conversation) where conversation is not null;

-- Every name by which somebody is known there: `user:…`, `phone:…`.
create table contact_alias (
  creditor text not null,
  channel text not null,
  account text not null,
  alias text not null,
  line text not null,
  primary key (creditor, channel, account, alias),
  foreign key (creditor, line) references contact (creditor, line)
) strict, without rowid;
create index contact_alias_by_line on contact_alias (creditor, line);

-- What nobody could read, as it came; kept so that nothing a provider told is lost.
create table stray (
  creditor text not null,
  channel text not null,
  external_id text not null,
  why text not null,
  raw text not null,
  arrived_at text not null,
  primary key (creditor, channel, external_id)
) strict;

-- What a human of ours should look at; the same thing is told once until it is seen.
create table alert (
  creditor text not null,
  id text not null,
  kind text not null,
  subject text not null,
  detail text not null,
  raised_at text not null,
  last_at text not null,
  count integer not null default 1,
  seen_at text,
  primary key (creditor, id)
) strict;
create index alert_open on alert (creditor, raised_at) where seen_at is null;

drop index inbox_waiting;
drop index inbox_heads;
alter table inbox rename to inbox_before;
-- What came in, as before; but an entry may come on a line before there is a conversation. The line
-- stands where the conversation stood, and needs no row of its own.
create table inbox (
  creditor text not null,
  channel text not null,
  external_id text not null,
  line text not null,
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
  unique (creditor, line, position)
) strict;
insert into inbox select * from inbox_before;
drop table inbox_before;
create index inbox_waiting on inbox (next_at) where status = 'waiting';
create index inbox_heads on inbox (creditor, line, position) where status = 'waiting';

drop index outbox_waiting;
drop index outbox_heads;
alter table outbox rename to outbox_before;
-- What the outside must be told, as before; but somebody without a conversation may be answered, a
-- message may go in parts, and of an item may be unknown whether it was done.
create table outbox (
  creditor text not null,
  id text not null,
  kind text not null check (kind in ('say', 'issue_charge', 'welcome', 'order_status')),
  conversation text not null,
  position integer not null,
  proactive integer not null check (proactive in (0, 1)),
  body text not null check (json_valid(body)),
  created_at text not null,
  status text not null default 'waiting' check (status in ('waiting', 'unknown', 'done', 'dead')),
  attempts integer not null default 0,
  next_at text not null,
  claimed_until text,
  claim text,
  done_at text,
  why text,
  part integer not null default 0,
  primary key (creditor, kind, id),
  unique (creditor, conversation, kind, position)
) strict;
insert into outbox select before.*, 0 from outbox_before as before;
drop table outbox_before;
create index outbox_waiting on outbox (next_at) where status = 'waiting';
create index outbox_unknown on outbox (next_at) where status = 'unknown';
create index outbox_heads on outbox (creditor, conversation, kind, position) where status in ('waiting', 'unknown');
