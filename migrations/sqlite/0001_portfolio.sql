-- Who is owed. One installation serves several creditors, so every key below begins with one.
create table creditor (
  creditor text not null,
  trade_name text not null,
  body text not null check (json_valid(body)),
  primary key (creditor)
) strict;

-- Who owes, as imported. What we learn ourselves (opted_out) is a column beside the imported
-- body, so that a second import cannot undo it.
create table customer (
  creditor text not null references creditor (creditor),
  id text not null,
  name text not null,
  phone text,
  opted_out integer not null default false check (opted_out in (0, 1)),
  body text not null check (json_valid(body)),
  primary key (creditor, id)
) strict;
create index customer_by_phone on customer (creditor, phone) where phone is not null;

-- What is owed. `body` is the invoice as imported; status, paid_on and paid are where it stands,
-- as imported or as our own payments and disputes left it.
create table invoice (
  creditor text not null,
  id text not null,
  customer text not null,
  due_on text not null,
  amount integer not null,
  status text not null check (status in ('open', 'paid', 'cancelled', 'disputed')),
  paid_on text,
  paid integer not null default 0,
  body text not null check (json_valid(body)),
  primary key (creditor, id),
  foreign key (creditor, customer) references customer (creditor, id)
) strict;
create index invoice_by_customer on invoice (creditor, customer, due_on);

-- Columns of an imported file that we do not know: kept as notes for the humans of the desk.
create table import_note (
  creditor text not null,
  invoice text not null,
  name text not null,
  value text not null,
  primary key (creditor, invoice, name)
) strict, without rowid;
