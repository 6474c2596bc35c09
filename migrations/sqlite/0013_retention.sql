-- What is done is forgotten after a while, oldest first: jobs/retention.rs.
create index inbox_done on inbox (done_at) where status = 'done';
create index outbox_done on outbox (done_at) where status = 'done';

-- Every turn asks whether another conversation of the customer's came to its end at the policy.
create index handoff_by_customer on handoff (creditor, customer) where reason = 'beyond_policy';
