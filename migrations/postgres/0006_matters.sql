-- What a customer finds wrong with a debt, by its kind.
alter table dispute add column kind text not null default 'other';

-- A payment that is only arranged yet, and how it was said.
alter table paid_claim add column scheduled_on date;
alter table paid_claim add column words text not null default '';

-- What customers ask for as a right: data (LGPD art. 18 to 20), papers, money that went wrong.
-- `answer_by` is the last day for an answer; none where it was given at once.
create table request (
  creditor text not null,
  id text not null,
  customer text not null,
  conversation text not null,
  kind text not null,
  words text not null,
  answer_by date,
  status text not null check (status in ('open', 'answered')),
  opened_at timestamptz not null,
  answered_at timestamptz,
  primary key (creditor, id),
  foreign key (creditor, conversation) references conversation (creditor, id)
);
create index request_by_conversation on request (creditor, conversation, opened_at);
create index request_waiting on request (creditor, answer_by) where status = 'open';

-- What came later for a dispute, a claim or a request: words, or that a file came, whose message
-- is found by its turn.
create table evidence (
  creditor text not null,
  id text not null,
  matter text not null,
  conversation text not null,
  turn bigint not null,
  words text not null,
  media text,
  added_at timestamptz not null,
  primary key (creditor, id),
  foreign key (creditor, conversation) references conversation (creditor, id)
);
create index evidence_by_matter on evidence (creditor, matter, added_at);
