-- What is done is forgotten after a while, oldest first: jobs/retention.rs.
create index inbox_done on inbox (done_at) where status = 'done';
create index outbox_done on outbox (done_at) where status = 'done';
