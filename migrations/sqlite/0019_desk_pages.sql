-- Views of the list that somebody kept: `query` is the filter as it stands in the address.
create table saved_view (
  person text not null,
  id text not null,
  name text not null,
  query text not null,
  made_at text not null,
  primary key (person, id)
) strict, without rowid;

-- What can be searched: a message each, or with seq 0 a customer's name. `number` is what
-- searchable_words knows it by.
create table searchable (
  number integer primary key,
  creditor text not null,
  conversation text not null,
  seq integer not null,
  unique (creditor, conversation, seq)
) strict;

-- The words of what can be searched, folded by us, among them a word for the creditor.
create virtual table searchable_words using fts5 (
  number unindexed,
  words, content = '', detail = 'none', tokenize = 'unicode61 remove_diacritics 0'
);

-- How far the search has looked at what changed.
create table search_cursor (
  creditor text not null,
  until text not null,
  primary key (creditor)
) strict, without rowid;

-- Cases that ended, the newest first.
create index handoff_ended on handoff (creditor, returned_at, id) where status = 'returned';
