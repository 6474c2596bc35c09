-- What was set aside is counted whenever somebody looks how the queues do.
create index inbox_set_aside on inbox (creditor, arrived_at) where status = 'dead';
