-- Who is at an address may change. `epoch` counts how often: a conversation belongs to one customer
-- at one address in one epoch, so that whoever comes next begins anew. `quiet` says who asked that
-- nothing is begun there: the person, in words, or the provider on their behalf.
alter table contact add column epoch integer not null default 0;
alter table contact add column quiet text check (quiet in ('asked', 'provider'));

-- Ways in that we gave a customer. Only the hash of what stands in the link is kept; it is good
-- once, for one customer, for some hours. `line` is who came by it.
create table link (
  creditor text not null,
  hash text not null,
  customer text not null,
  made_at text not null,
  expires_at text not null,
  used_at text,
  line text,
  primary key (creditor, hash),
  foreign key (creditor, customer) references customer (creditor, id)
) strict;
create index link_by_customer on link (creditor, customer);

-- That a customer may be written to first, since when, and what shows it. Channel '*' is any.
create table consent (
  creditor text not null,
  customer text not null,
  channel text not null,
  how text not null check (how in ('imported', 'wrote', 'link', 'told')),
  given_at text not null,
  evidence text not null,
  primary key (creditor, customer, channel, how),
  foreign key (creditor, customer) references customer (creditor, id)
) strict;
insert into consent (creditor, customer, channel, how, given_at, evidence)
select creditor, id, '*', 'imported', body->>'opt_in_on' || 'T00:00:00+00:00', 'opt_in_on'
from customer where body->>'opt_in_on' is not null;
