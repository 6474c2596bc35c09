-- What is done is forgotten after a while, oldest first: jobs/retention.rs.
create index inbox_done on inbox (done_at) where status = 'done';
create index outbox_done on outbox (done_at) where status = 'done';

-- The queues change all the time: what their rows leave behind is swept up early.
alter table inbox set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
alter table outbox set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
