//! Everything that needs more than one module: one binary, so that it links once.
//!
//! `COMBINADO_TEST_POSTGRES=postgres://…` runs what touches a database on PostgreSQL instead of
//! SQLite; `COMBINADO_TEST_BROWSER=1` adds the tests in headless Chromium. `tests/all` does both.

#[path = "../seed/mod.rs"]
mod seed;

mod accepting;
mod access;
mod architecture;
mod bridge;
mod browser;
mod checklist;
mod checks;
mod cli;
mod crash;
mod desk;
mod desk_money;
mod exchange;
mod experiments;
mod fuzz;
mod hints;
mod hostile;
mod identity;
mod import;
mod lessons;
mod licences;
mod privacy;
mod plans;
mod problems;
mod serve;
mod setup;
mod sending;
mod simulate;
mod sources;
mod sso;
mod store;
mod support;
mod telegram;
mod transcripts;
mod texts;
mod tuning;
mod tuning_flow;
mod tuning_pages;
mod tuning_policy;
mod tuning_rooms;
mod tuning_simulate;
mod tuning_strays;
mod turns;
mod understanding;
mod watch;
mod web;
mod webhooks;
mod whatsapp;
