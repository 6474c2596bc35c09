-- What sending needs to know of an item without asking: `lane` is the account it goes by, as
-- channel/account, empty for what we do ourselves; `priority` says who goes first where not all
-- may: 0 confirmations of an opt-out, 1 answers, 2 what we begin. `parts` is known once it was
-- claimed. A claimed item's `next_at` is the end of its claim, an unknown one's the end of the time
-- that it holds up its conversation; `done_at` of an unknown one is when a human was told.
alter table outbox add column lane text not null default '';
alter table outbox add column priority integer not null default 1;
alter table outbox add column parts integer not null default 1;
alter table outbox add column template_only integer not null default false check (template_only in (0, 1));
update outbox set priority = 2 where proactive;
update outbox set lane = coalesce( (select c.channel || '/' || c.account from contact c where c.creditor = outbox.creditor and c.conversation = outbox.conversation limit 1), (select v.channel || '/' from conversation v where v.creditor = outbox.creditor and v.id = outbox.conversation), '') where kind <> 'issue_charge' and status = 'waiting';

drop index outbox_waiting;
drop index outbox_unknown;
create index outbox_due on outbox (creditor, lane, priority, next_at) where status = 'waiting';
create index outbox_unknown on outbox (next_at) where status = 'unknown' and done_at is null;
create index outbox_set_aside on outbox (creditor, created_at) where status in ('unknown', 'dead');
create index message_by_provider on message (creditor, provider_id) where provider_id is not null;

-- How far into the future an account, or one recipient of it, has spent what it may send; in
-- microseconds since 1970. `owed` is what came in and counts too, and is not spent yet. Shared by
-- all instances; a row in the past that owes nothing means nothing.
create table pace (
  creditor text not null,
  scope text not null,
  spent_until integer not null default 0,
  owed integer not null default 0,
  primary key (creditor, scope)
) strict, without rowid;

-- How an account of ours does: a suspended one is no failure, what goes by it waits. `share` is
-- what was learnt of its rate, in thousandths of what was configured, as of `learnt_at`.
create table account (
  creditor text not null,
  lane text not null,
  status text not null default 'open' check (status in ('open', 'suspended')),
  why text,
  blocked_until text,
  failures integer not null default 0,
  throttles integer not null default 0,
  share integer not null default 1000,
  learnt_at text,
  changed_at text not null,
  primary key (creditor, lane)
) strict, without rowid;

-- What a provider told of a template of ours; one of which nothing was told may be used.
create table template_state (
  creditor text not null,
  channel text not null,
  name text not null,
  language text not null,
  usable integer not null check (usable in (0, 1)),
  category text,
  why text,
  changed_at text not null,
  primary key (creditor, channel, name, language)
) strict, without rowid;

-- Failures that came as receipts: each has its consequence once, however often it is told.
create table refusal (
  creditor text not null,
  provider_id text not null,
  at text not null,
  primary key (creditor, provider_id)
) strict, without rowid;

-- Which payment of ours was shown in a message, under which reference, and whether it was told there
-- that it is paid.
create table shown_order (
  creditor text not null,
  reference text not null,
  charge text not null,
  conversation text not null,
  shown_at text not null,
  primary key (creditor, reference)
) strict, without rowid;
create index shown_order_by_charge on shown_order (creditor, charge);
