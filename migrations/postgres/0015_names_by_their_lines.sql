-- By the line first: an index that begins with the creditor looks as good as the key to who does not
-- know yet how few creditors there are, and finds every name of theirs.
drop index contact_alias_by_line;
create index contact_alias_by_line on contact_alias (line, creditor);
