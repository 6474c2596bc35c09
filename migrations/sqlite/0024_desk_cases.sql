-- Conversations that whoever has them put aside for a while: until a moment, or with none until the
-- customer does something, which ends it in any case. `rank` orders them: the next to come back first.
create table snooze (
  creditor text not null,
  conversation text not null,
  person text not null,
  until text,
  rank integer not null,
  at text not null,
  primary key (creditor, conversation),
  foreign key (creditor, conversation) references conversation (creditor, id)
) strict, without rowid;
create index snooze_of_person on snooze (creditor, person, rank, conversation);
create index snooze_due on snooze (until) where until is not null;

-- When it was written down last that somebody read a conversation.
alter table viewing add column audited_at text;

-- A customer's cases, over all their conversations.
create index handoff_of_customer on handoff (creditor, customer, opened_at);
