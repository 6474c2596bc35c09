-- What customers accepted, with the exact numbers; `body` is the whole agreement.
create table agreement (
  creditor text not null,
  id text not null,
  customer text not null,
  conversation text not null,
  status text not null check (status in ('active', 'settled', 'broken', 'cancelled')),
  accepted_at timestamptz not null,
  owed bigint not null,
  total bigint not null,
  policy text not null,
  rule text not null,
  ended_on date,
  body jsonb not null,
  primary key (creditor, id),
  foreign key (creditor, conversation) references conversation (creditor, id)
);
create index agreement_by_customer on agreement (creditor, customer, accepted_at);

-- Which invoices an agreement settles: no invoice is ever in two agreements that are being paid.
create table agreement_invoice (
  creditor text not null,
  agreement text not null,
  invoice text not null,
  active boolean not null,
  primary key (creditor, agreement, invoice),
  foreign key (creditor, agreement) references agreement (creditor, id)
);
create unique index agreement_invoice_once on agreement_invoice (creditor, invoice) where active;

-- The parts of an agreement once more as rows, for lists of what falls due.
create table instalment (
  creditor text not null,
  agreement text not null,
  number bigint not null,
  due_on date not null,
  amount bigint not null,
  paid bigint not null,
  paid_on date,
  primary key (creditor, agreement, number),
  foreign key (creditor, agreement) references agreement (creditor, id)
);
create index instalment_due on instalment (creditor, due_on);

-- A sum and a day that a customer named.
create table promise (
  creditor text not null,
  id text not null,
  customer text not null,
  conversation text not null,
  status text not null check (status in ('open', 'kept', 'partial', 'broken', 'replaced')),
  due_on date not null,
  amount bigint not null,
  made_at timestamptz not null,
  body jsonb not null,
  primary key (creditor, id),
  foreign key (creditor, conversation) references conversation (creditor, id)
);
create index promise_by_customer on promise (creditor, customer, made_at);

-- What a customer can pay right now, such as a Pix code.
create table charge (
  creditor text not null,
  id text not null,
  customer text not null,
  conversation text not null,
  status text not null check (status in ('requested', 'issued', 'paid', 'cancelled', 'refused')),
  amount bigint not null,
  requested_at timestamptz not null,
  body jsonb not null,
  primary key (creditor, id),
  foreign key (creditor, conversation) references conversation (creditor, id)
);
create index charge_by_customer on charge (creditor, customer, requested_at);

-- Money that came in, once each by the id of whoever told us.
create table payment (
  creditor text not null,
  external_id text not null,
  customer text not null,
  charge text,
  agreement text,
  amount bigint not null,
  unused bigint not null,
  paid_on date not null,
  received_at timestamptz not null,
  primary key (creditor, external_id),
  foreign key (creditor, customer) references customer (creditor, id)
);
create index payment_by_customer on payment (creditor, customer, received_at);

-- Debts that a customer contests.
create table dispute (
  creditor text not null,
  id text not null,
  customer text not null,
  conversation text not null,
  invoices jsonb not null,
  words text not null,
  opened_at timestamptz not null,
  primary key (creditor, id),
  foreign key (creditor, conversation) references conversation (creditor, id)
);

-- Debts that a customer says are paid.
create table paid_claim (
  creditor text not null,
  id text not null,
  customer text not null,
  conversation text not null,
  invoices jsonb not null,
  proof boolean not null,
  claimed_at timestamptz not null,
  primary key (creditor, id),
  foreign key (creditor, conversation) references conversation (creditor, id)
);

-- Why customers say they are late, for reports.
create table delay_reason (
  creditor text not null,
  conversation text not null,
  turn bigint not null,
  customer text not null,
  reason text not null,
  told_at timestamptz not null,
  primary key (creditor, conversation, turn),
  foreign key (creditor, conversation) references conversation (creditor, id)
);

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
  answer_by timestamptz not null,
  opened_at timestamptz not null,
  taken_at timestamptz,
  taken_by text,
  returned_at timestamptz,
  packet jsonb not null,
  last_turns jsonb not null,
  primary key (creditor, id),
  foreign key (creditor, conversation) references conversation (creditor, id)
);
create index handoff_waiting on handoff (creditor, queue, opened_at) where status = 'waiting';

-- Wrong answers to the identity question; they outlive any conversation.
create table identity_try (
  creditor text not null,
  customer text not null,
  tries bigint not null,
  changed_at timestamptz not null,
  primary key (creditor, customer),
  foreign key (creditor, customer) references customer (creditor, id)
);
