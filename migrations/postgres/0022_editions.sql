-- A text of a file of content, once, by the hash of what it says. It never changes.
create table content_text (
  hash text not null primary key,
  text text not null
);

-- A release: flows, policies, texts and words that serve together. A row never changes. `moves` says
-- whether conversations under way finish on theirs or come over at safe steps; `restores` is the older
-- release that this one repeats.
create table edition (
  number bigint not null primary key,
  base bigint,
  restores bigint,
  draft text,
  title text not null,
  author text not null,
  reviewer text,
  reason text not null,
  moves text not null check (moves in ('finish', 'safe')),
  hash text not null,
  checks jsonb not null,
  tests jsonb not null,
  changes jsonb not null,
  made_at timestamptz not null,
  published_at timestamptz not null
);

-- The files of a release: each path with the text it has there.
create table edition_file (
  edition bigint not null references edition (number),
  path text not null,
  hash text not null references content_text (hash),
  primary key (edition, path)
);

-- Which release serves: one row, looked at by every process each second.
create table live (
  name text not null primary key check (name = 'content'),
  number bigint not null references edition (number),
  version bigint not null,
  published_at timestamptz not null,
  who text not null
);

-- Changes that somebody prepares on a release. `version` counts every change, so that what passed a
-- review is what is published.
create table tuning_draft (
  id text not null primary key,
  title text not null,
  base bigint not null references edition (number),
  author text not null,
  status text not null check (status in ('open', 'review', 'approved', 'published', 'dropped')),
  reason text not null default '',
  reviewer text,
  remark text not null default '',
  version bigint not null default 0,
  published bigint,
  made_at timestamptz not null,
  changed_at timestamptz not null
);
create index tuning_draft_by_status on tuning_draft (status, changed_at);

-- A file that a draft changes; without a hash the draft takes it away.
create table draft_file (
  draft text not null references tuning_draft (id),
  path text not null,
  hash text references content_text (hash),
  version bigint not null,
  who text not null,
  changed_at timestamptz not null,
  primary key (draft, path)
);

-- Everybody who had a hand in a draft: none of them may let it pass.
create table draft_hand (
  draft text not null references tuning_draft (id),
  person text not null,
  primary key (draft, person)
);

-- The release that a conversation began with, or came over to; what began before there were releases
-- goes on under the first.
alter table conversation add column edition bigint not null default 1;
create index conversation_under_way on conversation (edition) where not closed;
