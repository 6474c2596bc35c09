//! Combinado: from an overdue invoice to an accepted plan and a payable Pix code.
//!
//! The tour, in reading order: [`domain`] decides everything and touches nothing; [`text`] puts it
//! into words; [`payments`] makes codes that a bank pays; [`hints`] asks a second opinion where
//! one is configured; [`channels`] speak with WhatsApp and Telegram, [`desks`] with other desks; [`store`] keeps rows on SQLite or
//! PostgreSQL; [`app`] takes one event in one transaction; [`jobs`] loops over inbox, outbox and
//! timers; [`fake`] plays the channels' providers; [`web`] and [`cli`] are the edges where browsers and terminals meet it. Beside them stand
//! [`clock`], the only one who knows the time, [`config`], the only one who reads the environment,
//! [`telemetry`] for logs, [`multipart`] for bodies that hold files, [`meter`] for what is counted, and [`failpoint`], where the crash tests kill the process.
//! `docs/ARCHITECTURE.md` walks through what happens when.

pub mod domain;
pub mod text;
pub mod payments;
pub mod hints;
pub mod sso;
pub mod channels;
pub mod desks;
pub mod clock;
pub mod meter;
pub mod failpoint;
pub mod store;
pub mod app;
pub mod jobs;
pub mod multipart;
pub mod fake;
pub mod config;
pub mod telemetry;
pub mod web;
pub mod cli;
