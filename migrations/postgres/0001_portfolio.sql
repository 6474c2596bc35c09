-- Who is owed. One installation serves several creditors, so every key below begins with one.
create table creditor (
  creditor text not null,
  trade_name text not null,
  body jsonb not null,
  primary key (creditor)
);

-- Who owes, as imported. What we learn ourselves (opted_out) is a column beside the imported
-- body, so that a second import cannot undo it.
create table customer (
  creditor text not null references creditor (creditor),
  id text not null,
  name text not null,
  phone text,
  opted_out boolean not null default false,
  body jsonb not null,
  primary key (creditor, id)
);
create index customer_by_phone on customer (creditor, phone) where phone is not null;

-- What is owed. `body` is the invoice as imported; status, paid_on and paid are where it stands,
-- as imported or as our own payments and disputes left it.
create table invoice (
  creditor text not null,
  id text not null,
  customer text not null,
  due_on date not null,
  amount bigint not null,
  status text not null check (status in ('open', 'paid', 'cancelled', 'disputed')),
  paid_on date,
  paid bigint not null default 0,
  body jsonb not null,
  primary key (creditor, id),
  foreign key (creditor, customer) references customer (creditor, id)
);
create index invoice_by_customer on invoice (creditor, customer, due_on);

-- Columns of an imported file that we do not know: kept as notes for the humans of the desk.
create table import_note (
  creditor text not null,
  invoice text not null,
  name text not null,
  value text not null,
  primary key (creditor, invoice, name)
);
