-- What second opinions cost, by creditor and day (UTC): counted here so that a daily limit outlives
-- a restart and holds for all instances together.
create table hint_use (
  creditor text not null,
  day date not null,
  calls bigint not null default 0,
  failures bigint not null default 0,
  skipped bigint not null default 0,
  tokens_in bigint not null default 0,
  tokens_out bigint not null default 0,
  millis bigint not null default 0,
  primary key (creditor, day),
  foreign key (creditor) references creditor (creditor)
);
create index hint_use_by_day on hint_use (day);
