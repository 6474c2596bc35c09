-- A conversation's cases, and those that are open, found without a look at all of them.
create index handoff_by_conversation on handoff (creditor, conversation);
create index handoff_open on handoff (creditor, opened_at) where status <> 'returned';
