// The real program, behind the fakes: two customers come to an agreement and pay it. Between the
// fake and the program stands a client written elsewhere, which reads everything that passes.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { normalizeWebhook, verifySignature } from "@kapso/whatsapp-cloud-api/server";
import { Bot } from "grammy";

import { PROGRAM, fake, listener, until } from "./harness.mjs";

const TOKEN = "7770001:dev-token";
const SECRET = "s3cr3t_Token-1";
const MARIA = "551187654321";
const JOAO = 5550002;

let home, whatsapp, telegram, server, base, taps;
const kapso = [];
const grammy = [];

before(async () => {
  home = mkdtempSync(join(tmpdir(), "combinado-talk."));
  whatsapp = await fake("whatsapp");
  telegram = await fake("telegram");
  copyFileSync(fileURLToPath(new URL("../../examples/creditors.toml", import.meta.url)), join(home, "creditors.toml"));
  writeFileSync(join(home, "portfolio.csv"), portfolio());
  writeFileSync(join(home, "combinado.toml"), settings());
  const imported = spawnSync(PROGRAM, ["import", "--creditors", "creditors.toml", "portfolio.csv"], { cwd: home });
  assert.equal(imported.status, 0, String(imported.stderr));
  base = await serve();
  taps = [await kapsoTap(), await grammyTap()];
});

after(async () => {
  server?.kill("SIGTERM");
  await whatsapp?.end();
  await telegram?.end();
  for (const tap of taps ?? []) await tap.end();
  rmSync(home, { recursive: true, force: true });
});

function portfolio() {
  const day = (ago) => {
    const at = new Date(Date.now() - ago * 24 * 3600 * 1000);
    return at.toISOString().slice(0, 10).split("-").reverse().join("/");
  };
  const line = (id, name, document, phone) =>
    `${id};${name};${document};15/03/1985;${phone};SP;${day(300)};aurora;INV-${id};CT-${id};Mesa;${day(60)};${day(59)};${day(30)};489,90;open;0`;
  return [
    "customer;name;document;birth_date;phone;uf;opt_in_on;creditor;invoice;contract;product;issued_on;sent_on;due_on;amount;status;late_12m",
    line("W1", "Maria Souza", "123.456.789-09", "+5511987654321"),
    line("T1", "João Pereira", "529.982.247-25", "+5511987650002"),
    "",
  ].join("\n");
}

function settings() {
  return `database = "talk.db"
[[whatsapp]]
creditor = "aurora"
phone_number_id = "200000000000002"
business_account_id = "100000000000001"
token = "dev-token"
app_secret = "dev-app-secret"
verify_token = "dev-verify-token"
payments = true
base_url = "${whatsapp.base}"
[[telegram]]
creditor = "aurora"
token = "${TOKEN}"
webhook_secret = "${SECRET}"
base_url = "${telegram.base}"
`;
}

async function serve() {
  server = spawn(PROGRAM, ["serve", "--listen", "127.0.0.1:0", "--chat-pages"], { cwd: home, stdio: ["ignore", "pipe", "inherit"] });
  const line = await new Promise((resolve, reject) => {
    createInterface({ input: server.stdout }).once("line", resolve);
    server.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return line.trim();
}

/** Reads what WhatsApp posts with Kapso's client, then hands it on byte by byte. */
async function kapsoTap() {
  const tap = await listener(async (request, response, body) => {
    if (request.method === "GET") {
      const proof = await fetch(`${base}webhooks/whatsapp${new URL(request.url, base).search}`);
      response.statusCode = proof.status;
      response.end(await proof.text());
      return;
    }
    const signature = request.headers["x-hub-signature-256"];
    assert.ok(verifySignature({ appSecret: "dev-app-secret", rawBody: body, signatureHeader: signature }));
    kapso.push(normalizeWebhook(JSON.parse(body)));
    const passed = await fetch(`${base}webhooks/whatsapp`, {
      method: "POST", body, headers: { "content-type": "application/json", "x-hub-signature-256": signature } }).catch(() => null);
    // At the end the program goes before the fake does.
    response.statusCode = passed?.status ?? 503;
  });
  const set = await fetch(`${whatsapp.base}/v25.0/100000000000001/subscribed_apps`, {
    method: "POST", headers: { authorization: "Bearer dev-token" },
    body: JSON.stringify({ override_callback_uri: tap.url, verify_token: "dev-verify-token" }) });
  assert.equal(set.status, 200, await set.text());
  return tap;
}

/** Reads what Telegram posts with grammY, then hands it on. */
async function grammyTap() {
  const bot = new Bot(TOKEN, { client: { apiRoot: telegram.base } });
  bot.on("message:text", (context) => void grammy.push({ from: context.from.id, said: context.message.text }));
  bot.on("message:contact", (context) => void grammy.push({ from: context.from.id, said: "contact" }));
  bot.on("callback_query:data", (context) => void grammy.push({ from: context.from.id, tapped: context.callbackQuery.data }));
  await bot.init();
  const tap = await listener(async (request, response, body) => {
    await bot.handleUpdate(JSON.parse(body));
    const secret = request.headers["x-telegram-bot-api-secret-token"];
    const passed = await fetch(`${base}webhooks/telegram/7770001`, {
      method: "POST", body, headers: { "content-type": "application/json", "x-telegram-bot-api-secret-token": secret } }).catch(() => null);
    // At the end the program goes before the fake does.
    response.statusCode = passed?.status ?? 503;
  });
  await bot.api.setWebhook(tap.url, { secret_token: SECRET, allowed_updates: ["message", "callback_query", "my_chat_member"] });
  return tap;
}

/** Everything that was said to somebody, as text. */
async function said(provider, to) {
  const sent = await provider.messages();
  return sent.filter((one) => one.to === String(to) && one.verdict.accepted !== undefined);
}

/** Says or does something and waits for the answer. */
async function say(provider, to, act) {
  const before = (await said(provider, to)).length;
  await provider.customer(act);
  return until(async () => {
    const all = await said(provider, to);
    const text = all.slice(before).filter((one) => !/action|answer|edit/i.test(one.call));
    return text.length > 0 && JSON.stringify(text.map((one) => one.body));
  });
}

async function pays(customer) {
  const paid = await fetch(`${base}chat/aurora/${customer}/demo`, {
    method: "POST", body: JSON.stringify({ do: "pay" }), headers: { "content-type": "application/json" } });
  assert.equal(paid.status, 200, await paid.text());
}

test("by WhatsApp, read by Kapso's client: to an agreement that is paid", async () => {
  const write = (text) => say(whatsapp, MARIA, { from: MARIA, name: "Maria", text });
  await write("oi");
  await write("sou eu");
  await write("123");
  await write("esqueci de pagar");
  await write("1");
  const agreed = await write("sim");
  await until(async () => JSON.stringify(await said(whatsapp, MARIA)).includes("000201"));
  const before = (await said(whatsapp, MARIA)).length;
  await pays("W1");
  await until(async () => (await said(whatsapp, MARIA)).length > before);

  assert.ok(agreed.length > 0);
  const heard = kapso.flatMap((told) => told.messages).map((message) => message.text?.body);
  assert.deepEqual(heard, ["oi", "sou eu", "123", "esqueci de pagar", "1", "sim"]);
  const ids = new Set((await said(whatsapp, MARIA)).map((one) => one.id));
  await until(() => {
    const delivered = kapso.flatMap((told) => told.statuses).filter((one) => one.status === "delivered");
    return [...ids].every((id) => delivered.some((one) => one.id === id));
  });
});

test("by Telegram, read by grammY: to an agreement that is paid", async () => {
  const link = spawnSync(PROGRAM, ["link", "--customer", "T1", "--hours", "1", "--bot", "combinado_bot"], { cwd: home });
  assert.equal(link.status, 0, String(link.stderr));
  const token = String(link.stdout).match(/start=([A-Za-z0-9_-]+)/)[1];
  const write = (text) => say(telegram, JOAO, { from: JOAO, text });
  await say(telegram, JOAO, { from: JOAO, name: "João", start: token });
  await write("sou eu");
  await write("529");
  await write("esqueci de pagar");
  await write("1");
  await write("sim");
  await until(async () => JSON.stringify(await said(telegram, JOAO)).includes("000201"));
  const before = (await said(telegram, JOAO)).length;
  await pays("T1");
  await until(async () => (await said(telegram, JOAO)).length > before);

  assert.equal(grammy.length, 6);
  assert.ok(grammy.every((one) => one.from === JOAO));
});
