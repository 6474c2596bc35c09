-- Terms that people of ours wanted to offer: those that waited for somebody with more authority,
-- and those that the customer was told. `body` holds the exact numbers; a row is never deleted.
create table proposal (
  creditor text not null,
  id text not null,
  customer text not null,
  conversation text not null,
  status text not null check (status in ('waiting', 'said', 'agreed', 'declined', 'withdrawn', 'replaced', 'refused', 'expired')),
  authority text not null check (authority in ('bot', 'agent', 'supervisor')),
  total integer not null,
  owed integer not null,
  valid_until text not null,
  proposed_by text not null,
  proposed_at text not null,
  decided_by text,
  decided_at text,
  ended_at text,
  why text not null default '',
  body text not null check (json_valid(body)),
  primary key (creditor, id),
  foreign key (creditor, conversation) references conversation (creditor, id)
) strict;
create index proposal_by_conversation on proposal (creditor, conversation, proposed_at);
create index proposal_waiting on proposal (proposed_at) where status = 'waiting';

-- What became of a dispute once somebody decided it.
alter table dispute add column decided_at text;
alter table dispute add column upheld integer check (upheld in (0, 1));
create index dispute_open on dispute (creditor, customer) where decided_at is null;
