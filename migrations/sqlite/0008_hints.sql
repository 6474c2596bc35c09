-- What second opinions cost, by creditor and day (UTC): counted here so that a daily limit outlives
-- a restart and holds for all instances together.
create table hint_use (
  creditor text not null,
  day text not null,
  calls integer not null default 0,
  failures integer not null default 0,
  skipped integer not null default 0,
  tokens_in integer not null default 0,
  tokens_out integer not null default 0,
  millis integer not null default 0,
  primary key (creditor, day),
  foreign key (creditor) references creditor (creditor)
) strict;
create index hint_use_by_day on hint_use (day);
