-- At which account of ours something came that nobody could read, so that a mended program can read it
-- again; empty for what came before this was noted.
alter table stray add column account text not null default '';
