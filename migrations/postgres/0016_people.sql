-- Who of us works at the desk. `login` is how they sign in, in lower case; `creditors` and `sectors`
-- say whose cases they see; `password` is an argon2id hash, none until somebody chose one; `totp` is
-- the secret of their authenticator, good once `totp_at` is set, and `totp_step` the last step that
-- was used, so that no code is good twice.
create table person (
  id text not null primary key,
  login text not null unique,
  name text not null,
  role text not null check (role in ('agent', 'supervisor', 'admin', 'auditor')),
  creditors text not null,
  sectors text not null,
  password text,
  totp text,
  totp_at timestamptz,
  totp_step bigint not null default 0,
  preferences text not null default '{}',
  made_at timestamptz not null,
  disabled_at timestamptz
);

-- Ways in where the authenticator is lost: good once each, only hashes are kept.
create table person_code (
  person text not null,
  hash text not null,
  used_at timestamptz,
  primary key (person, hash),
  foreign key (person) references person (id)
);

-- Links by which somebody chooses a password: good once and for some hours, only hashes are kept.
create table person_link (
  hash text not null primary key,
  person text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  foreign key (person) references person (id)
);
create index person_link_by_person on person_link (person);

-- Who is signed in where. Only the hash of what the browser holds is kept. `stage` is 'open' once
-- everything was proved; 'code' waits for a second factor, 'enrol' for somebody to set one up.
create table session (
  hash text not null primary key,
  id text not null unique,
  person text not null,
  stage text not null check (stage in ('code', 'enrol', 'open')),
  made_at timestamptz not null,
  seen_at timestamptz not null,
  ends_at timestamptz not null,
  address text not null,
  device text not null,
  foreign key (person) references person (id)
);
create index session_by_person on session (person);
create index session_by_end on session (ends_at);

-- How often somebody tried to sign in, by login (hashed) and by address, and until when no more.
create table sign_in_try (
  subject text not null primary key,
  failures bigint not null,
  last_at timestamptz not null,
  until timestamptz
);
create index sign_in_try_by_time on sign_in_try (last_at);

-- Who saw, changed and took out what. Nothing here is ever changed: each row holds the hash of the
-- one before it, so that whoever changes one changes all that follow. Never a CPF, never words.
create table audit (
  number bigint not null primary key,
  at timestamptz not null,
  who text not null,
  action text not null,
  creditor text,
  subject text not null,
  detail text not null,
  previous text not null,
  hash text not null
);
create index audit_by_time on audit (at);
create index audit_by_who on audit (who, number);
create index audit_by_action on audit (action, number);
create function audit_refuses() returns trigger language plpgsql as $$ begin raise exception 'the audit log is never changed'; end $$;
create trigger audit_stands before update or delete on audit for each row execute function audit_refuses();
create trigger audit_stays before truncate on audit for each statement execute function audit_refuses();

-- The last row of the log: who adds one holds this first, so that they follow each other.
create table audit_head (
  name text not null primary key,
  number bigint not null,
  hash text not null
);
insert into audit_head (name, number, hash) values ('audit', 0, '');
