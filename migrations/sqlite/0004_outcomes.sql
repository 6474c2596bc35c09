-- What customers accepted, with the exact numbers; `body` is the whole agreement.
create table agreement (
  creditor text not null,
  id text not null,
  customer text not null,
  conversation text not null,
  status text not null check (status in ('active', 'settled', 'broken', 'cancelled')),
  accepted_at text not null,
  owed integer not null,
  total integer not null,
  policy text not null,
  rule text not null,
  ended_on text,
  body text not null check (json_valid(body)),
  primary key (creditor, id),
  foreign key (creditor, conversation) references conversation (creditor, id)
) strict;
create index agreement_by_customer on agreement (creditor, customer, accepted_at);

-- Which invoices an agreement settles: no invoice is ever in two agreements that are being paid.
create table agreement_invoice (
  creditor text not null,
  agreement text not null,
  invoice text not null,
  active integer not null check (active in (0, 1)),
  primary key (creditor, agreement, invoice),
  foreign key (creditor, agreement) references agreement (creditor, id)
) strict;
create unique index agreement_invoice_once on agreement_invoice (creditor, invoice) where active;

-- The parts of an agreement once more as rows, for lists of what falls due.
create table instalment (
  creditor text not null,
  agreement text not null,
  number integer not null,
  due_on text not null,
  amount integer not null,
  paid integer not null,
  paid_on text,
  primary key (creditor, agreement, number),
  foreign key (creditor, agreement) references agreement (creditor, id)
) strict;
create index instalment_due on instalment (creditor, due_on);

-- A sum and a day that a customer named.
create table promise (
  creditor text not null,
  id text not null,
  customer text not null,
  conversation text not null,
  status text not null check (status in ('open', 'kept', 'partial', 'broken', 'replaced')),
  due_on text not null,
  amount integer not null,
  made_at text not null,
  body text not null check (json_valid(body)),
  primary key (creditor, id),
  foreign key (creditor, conversation) references conversation (creditor, id)
) strict;
create index promise_by_customer on promise (creditor, customer, made_at);

-- What a customer can pay right now, such as a Pix code.
create table charge (
  creditor text not null,
  id text not null,
  customer text not null,
  conversation text not null,
  status text not null check (status in ('requested', 'issued', 'paid', 'cancelled', 'refused')),
  amount integer not null,
  requested_at text not null,
  body text not null check (json_valid(body)),
  primary key (creditor, id),
  foreign key (creditor, conversation) references conversation (creditor, id)
) strict;
create index charge_by_customer on charge (creditor, customer, requested_at);

-- Money that came in, once each by the id of whoever told us.
create table payment (
  creditor text not null,
  external_id text not null,
  customer text not null,
  charge text,
  agreement text,
  amount integer not null,
  unused integer not null,
  paid_on text not null,
  received_at text not null,
  primary key (creditor, external_id),
  foreign key (creditor, customer) references customer (creditor, id)
) strict;
create index payment_by_customer on payment (creditor, customer, received_at);

-- Debts that a customer contests.
create table dispute (
  creditor text not null,
  id text not null,
  customer text not null,
  conversation text not null,
  invoices text not null check (json_valid(invoices)),
  words text not null,
  opened_at text not null,
  primary key (creditor, id),
  foreign key (creditor, conversation) references conversation (creditor, id)
) strict;

-- Debts that a customer says are paid.
create table paid_claim (
  creditor text not null,
  id text not null,
  customer text not null,
  conversation text not null,
  invoices text not null check (json_valid(invoices)),
  proof integer not null check (proof in (0, 1)),
  claimed_at text not null,
  primary key (creditor, id),
  foreign key (creditor, conversation) references conversation (creditor, id)
) strict;

-- Why customers say they are late, for reports.
create table delay_reason (
  creditor text not null,
  conversation text not null,
  turn integer not null,
  customer text not null,
  reason text not null,
  told_at text not null,
  primary key (creditor, conversation, turn),
  foreign key (creditor, conversation) references conversation (creditor, id)
) strict;

-- The desk's queue: cases that wait for a human, with everything known.
create table handoff (
  creditor text not null,
  id text not null,
  customer text not null,
  conversation text not null,
  reason text not null,
  queue text not null,
  priority text not null check (priority in ('normal', 'high', 'urgent')),
  status text not null default 'waiting' check (status in ('waiting', 'taken', 'returned')),
  answer_by text not null,
  opened_at text not null,
  taken_at text,
  taken_by text,
  returned_at text,
  packet text not null check (json_valid(packet)),
  last_turns text not null check (json_valid(last_turns)),
  primary key (creditor, id),
  foreign key (creditor, conversation) references conversation (creditor, id)
) strict;
create index handoff_waiting on handoff (creditor, queue, opened_at) where status = 'waiting';

-- Wrong answers to the identity question; they outlive any conversation.
create table identity_try (
  creditor text not null,
  customer text not null,
  tries integer not null,
  changed_at text not null,
  primary key (creditor, customer),
  foreign key (creditor, customer) references customer (creditor, id)
) strict;
