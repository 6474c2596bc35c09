-- Who takes part in an experiment, and in which arm, from the turn on in which it was given: one row a
-- customer. `plan` tells what is counted together; `ends_at` and `last_day` say until when somebody has
-- to pay.
create table experiment_arm (
  creditor text not null,
  plan text not null,
  customer text not null,
  conversation text not null,
  experiment text not null,
  arm text not null,
  given_at text not null,
  ends_at text not null,
  last_day text not null,
  primary key (creditor, plan, customer),
  foreign key (creditor, conversation) references conversation (creditor, id)
) strict, without rowid;

-- Experiments that were stopped without a release: everybody has things as they are without them.
create table experiment_stop (
  plan text not null primary key,
  experiment text not null,
  who text not null,
  why text not null,
  stopped_at text not null
) strict;

-- The experiment and the arm that a conversation runs in, as `experiment/arm`; none where it runs in none.
alter table conversation add column arm text;
