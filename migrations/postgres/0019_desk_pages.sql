-- Views of the list that somebody kept: `query` is the filter as it stands in the address.
create table saved_view (
  person text not null,
  id text not null,
  name text not null,
  query text not null,
  made_at timestamptz not null,
  primary key (person, id)
);

-- What can be searched: a message each, or with seq 0 a customer's name. `number` is what
-- searchable_words knows it by.
create table searchable (
  number bigint generated always as identity primary key,
  creditor text not null,
  conversation text not null,
  seq bigint not null,
  unique (creditor, conversation, seq)
);

-- The words of what can be searched, folded by us, among them a word for the creditor.
create table searchable_words (
  number bigint not null,
  words tsvector not null
);
create index searchable_by_words on searchable_words using gin (words);

-- How far the search has looked at what changed.
create table search_cursor (
  creditor text not null,
  until timestamptz not null,
  primary key (creditor)
);

-- Cases that ended, the newest first.
create index handoff_ended on handoff (creditor, returned_at, id) where status = 'returned';
