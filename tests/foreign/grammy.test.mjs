// grammY, against our fake of the Bot API: a bot of its own, by polling and by webhook.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Bot, GrammyError, InlineKeyboard, InputFile, Keyboard, webhookCallback } from "grammy";

import { fake, listener, until } from "./harness.mjs";

const TOKEN = "7770001:dev-token";
const MARIA = 5550001;

/** A bot that offers, is accepted, and asks for a telephone. */
function bot(base, heard) {
  const bot = new Bot(TOKEN, { client: { apiRoot: base } });
  bot.command("start", async (context) => {
    heard.push(`start ${context.match}`);
    const keyboard = new InlineKeyboard().text("Aceito", "k-1").row().copyText("Copiar código", "000201");
    await context.reply("Por <b>R$ 591,00</b>?", { parse_mode: "HTML", reply_markup: keyboard });
  });
  bot.callbackQuery("k-1", async (context) => {
    heard.push("accepted");
    await context.answerCallbackQuery({ text: "Registrado" });
    await context.editMessageReplyMarkup();
    await context.reply("Seu telefone?", { reply_markup: new Keyboard().requestContact("Enviar").oneTime() });
  });
  bot.on("message:contact", async (context) => {
    const own = context.message.contact.user_id === context.from.id;
    heard.push(`contact ${own}`);
    await context.replyWithDocument(new InputFile(Buffer.from("%PDF-1.4"), "boleto.pdf"), { caption: "Boleto" });
  });
  bot.on("message:photo", async (context) => {
    const file = await context.getFile();
    heard.push(`photo ${file.file_size}`);
  });
  bot.on("edited_message:text", (context) => void heard.push(`edited ${context.editedMessage.text}`));
  bot.on("my_chat_member", (context) => void heard.push(context.myChatMember.new_chat_member.status));
  bot.on("message:text", (context) => context.reply(`eco ${context.message.text}`));
  bot.catch((error) => heard.push(`error ${error.message}`));
  return bot;
}

/** Walks a customer through everything that the bot does. */
async function walk(telegram, heard) {
  await telegram.customer({ from: MARIA, name: "Maria", start: "c_9f0c2dA-1_x" });
  await until(() => heard.includes("start c_9f0c2dA-1_x"));
  await until(async () => (await telegram.messages()).some((sent) => sent.call.toLowerCase() === "sendmessage"));
  await telegram.customer({ from: MARIA, choose: "Aceito" });
  await until(async () => (await telegram.messages()).some((sent) => sent.body.text === "Seu telefone?"));
  await telegram.customer({ from: MARIA, contact: { phone: "5511987654321", user_id: MARIA } });
  await until(async () => (await telegram.messages()).some((sent) => sent.call.toLowerCase() === "senddocument"));
  await telegram.customer([
    { from: MARIA, contact: { phone: "5511987654321" } },
    { from: MARIA, media: { kind: "photo", caption: "comprovante" } },
    { from: MARIA, text: "oi 😡" },
    { from: MARIA, edit: 11, text: "NÃO" },
  ]);
  await until(() => heard.includes("edited NÃO"));
  await until(async () => (await telegram.messages()).some((sent) => sent.body.text === "eco oi 😡"));
  await telegram.customer({ from: MARIA, block: true });
  await until(() => heard.includes("kicked"));
  assert.ok(heard.includes("accepted"));
  assert.ok(heard.includes("contact true") && heard.includes("contact false"));
  assert.ok(heard.some((line) => line.startsWith("photo ")));
  assert.ok(heard.includes("edited NÃO"));
  const answered = (await telegram.messages()).filter((sent) => sent.call.toLowerCase() === "answercallbackquery");
  assert.equal(answered.length, 1);
  assert.ok(answered[0].verdict.told);
}

test("a bot polls and talks", async () => {
  const telegram = await fake("telegram");
  const heard = [];
  const own = bot(telegram.base, heard);
  const running = own.start({ drop_pending_updates: false });
  try {
    await walk(telegram, heard);
    await assert.rejects(own.api.sendMessage(MARIA, "oi"), (error) =>
      error instanceof GrammyError && error.error_code === 403);
  } finally {
    await own.stop();
    await running;
    await telegram.end();
  }
});

test("a bot is called by webhook, with the secret", async () => {
  const telegram = await fake("telegram");
  const heard = [];
  const own = bot(telegram.base, heard);
  const handle = webhookCallback(own, "std/http", { secretToken: "s3cr3t_Token-1" });
  const app = await listener(async (request, response, body) => {
    const answer = await handle(
      new Request(app.url, { method: request.method, headers: request.headers, body }));
    response.statusCode = answer.status;
    response.end(await answer.text());
  });
  try {
    await own.api.setWebhook(app.url, { secret_token: "s3cr3t_Token-1" });
    assert.equal((await own.api.getWebhookInfo()).url, app.url);
    await assert.rejects(own.api.getUpdates(), (error) => error.error_code === 409);
    await walk(telegram, heard);
  } finally {
    await telegram.end();
    await app.end();
  }
});

test("refusals are the provider's", async () => {
  const telegram = await fake("telegram");
  const { api } = new Bot(TOKEN, { client: { apiRoot: telegram.base } });
  const refused = (call, code, words) =>
    assert.rejects(call, (error) => error.error_code === code && words.test(error.description));
  try {
    await refused(api.sendMessage(MARIA, "oi"), 400, /chat not found/);
    await telegram.customer({ from: MARIA, start: "" });
    await refused(api.sendMessage(MARIA, "x".repeat(4097)), 400, /too long/);
    await refused(api.sendMessage(MARIA, "<oferta>", { parse_mode: "HTML" }), 400, /can't parse entities/);
    const long = new InlineKeyboard().text("a", "x".repeat(65));
    await refused(api.sendMessage(MARIA, "oi", { reply_markup: long }), 400, /BUTTON_DATA_INVALID/);
    await refused(api.answerCallbackQuery("1"), 400, /query is too old/);
    await telegram.faults({ fault: "429", retry_after: 14, next: 1 });
    await assert.rejects(api.sendMessage(MARIA, "oi"), (error) => error.parameters.retry_after === 14);
    const { message_id } = await api.sendMessage(MARIA, "oi");
    await refused(api.editMessageText(MARIA, message_id, "oi"), 400, /message is not modified/);
    const stranger = new Bot("1:x", { client: { apiRoot: telegram.base } });
    await refused(stranger.api.getMe(), 401, /Unauthorized/);
  } finally {
    await telegram.end();
  }
});
