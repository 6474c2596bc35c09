-- What a conversation reached in which turn, for counting by day. Most turns leave none of these.
create table milestone (
  creditor text not null,
  conversation text not null,
  turn bigint not null,
  kind text not null check (kind in ('identified', 'offered', 'opted_out')),
  customer text not null,
  at timestamptz not null,
  primary key (creditor, conversation, turn, kind),
  foreign key (creditor, conversation) references conversation (creditor, id)
);
create index milestone_by_time on milestone (creditor, kind, at);
create index milestone_by_customer on milestone (creditor, customer, kind, at);

-- Conversations from before: what their state tells, as of their last change.
insert into milestone (creditor, conversation, turn, kind, customer, at)
select creditor, id, 0, 'identified', customer, changed_at
from conversation where state->>'identity' = 'verified';
insert into milestone (creditor, conversation, turn, kind, customer, at)
select creditor, id, 0, 'offered', customer, changed_at
from conversation where state->'negotiation'->>'opened_on' is not null;
insert into milestone (creditor, conversation, turn, kind, customer, at)
select creditor, id, 0, 'opted_out', customer, changed_at
from conversation where cast(state->>'opted_out' as text) in ('1', 'true');

-- Reports and the wall ask by day, and the board by where things stand.
create index handoff_by_time on handoff (creditor, opened_at);
create index handoff_by_end on handoff (creditor, closed_at) where outcome is not null;
create index agreement_by_time on agreement (creditor, accepted_at);
create index promise_by_time on promise (creditor, made_at);
create index payment_by_day on payment (creditor, paid_on);
create index delay_reason_by_time on delay_reason (creditor, told_at);

-- How a case was handled, as somebody else judged it. `scores` holds a number from 0 to 4 and a
-- comment for each criterion; the agent may answer, and then the judgement is kept or changed.
create table review (
  creditor text not null,
  id text not null,
  handoff text not null,
  conversation text not null,
  agent text not null,
  reviewer text not null,
  reviewed_at timestamptz not null,
  scores jsonb not null,
  comment text not null,
  status text not null check (status in ('given', 'disputed', 'kept', 'changed')),
  answer text not null default '',
  answered_at timestamptz,
  reply text not null default '',
  settled_by text,
  settled_at timestamptz,
  version bigint not null default 1,
  primary key (creditor, id),
  unique (creditor, handoff),
  foreign key (creditor, handoff) references handoff (creditor, id)
);
create index review_by_agent on review (agent, reviewed_at);
create index review_by_time on review (creditor, reviewed_at);
