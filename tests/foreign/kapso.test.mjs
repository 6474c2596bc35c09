// Kapso's client for the Cloud API, against our fake of it: it sends what a business sends, checks
// the signatures of the webhooks that come, and reads them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { GraphApiError, WhatsAppClient } from "@kapso/whatsapp-cloud-api";
import { normalizeWebhook, verifySignature } from "@kapso/whatsapp-cloud-api/server";

import { fake, listener, until } from "./harness.mjs";

const NUMBER = "200000000000002";
const ACCOUNT = "100000000000001";
const MARIA = "551187654321";
const TO = "+5511987654321";

let whatsapp, app, client;
const posts = [];

before(async () => {
  app = await listener((request, response, body) => {
    const asked = new URL(request.url, app.url).searchParams;
    if (request.method === "GET") {
      const right = asked.get("hub.verify_token") === "dev-verify-token";
      response.statusCode = right ? 200 : 403;
      response.end(right ? asked.get("hub.challenge") : "");
      return;
    }
    posts.push({ body, signature: request.headers["x-hub-signature-256"] });
  });
  whatsapp = await fake("whatsapp", "--webhook", app.url);
  client = new WhatsAppClient({ accessToken: "dev-token", baseUrl: whatsapp.base, graphVersion: "v25.0" });
});

after(async () => {
  await whatsapp?.end();
  await app?.end();
});

/** The first webhook for which something is found, once it came; signed as it should be. */
function webhook(find) {
  return until(() => {
    for (const { body, signature } of posts) {
      const found = find(normalizeWebhook(JSON.parse(body)));
      if (found) {
        assert.ok(verifySignature({ appSecret: "dev-app-secret", rawBody: body, signatureHeader: signature }));
        assert.ok(!verifySignature({ appSecret: "another", rawBody: body, signatureHeader: signature }));
        return found;
      }
    }
  });
}

test("a customer writes, and is answered by text; statuses climb", async () => {
  const { ids } = await whatsapp.customer({ from: MARIA, name: "Maria", text: "Não é pra já / é?" });
  const heard = await webhook((told) => told.messages.find((message) => message.id === ids[0]));
  assert.equal(heard.text.body, "Não é pra já / é?");
  assert.equal(heard.from, MARIA);
  assert.match(heard.fromUserId, /^BR\./);

  const sent = await client.messages.sendText({ phoneNumberId: NUMBER, to: TO, body: "Olá, Maria!" });

  assert.equal(sent.contacts[0].waId, MARIA);
  for (const rung of ["sent", "delivered", "read"]) {
    const status = await webhook((told) =>
      told.statuses.find((one) => one.id === sent.messages[0].id && one.status === rung));
    assert.equal(status.recipientId, MARIA);
  }
  await client.messages.markRead({ phoneNumberId: NUMBER, messageId: ids[0], typingIndicator: { type: "text" } });
  assert.deepEqual((await whatsapp.control("messages")).read, ids);
});

test("buttons and lists are sent, and taps come back", async () => {
  await client.messages.sendInteractiveButtons({
    phoneNumberId: NUMBER, to: TO, bodyText: "À vista por R$ 591,00?",
    buttons: [{ id: "k-1", title: "Aceito" }, { id: "k-2", title: "Ver parcelas" }],
  });
  const [tap] = (await whatsapp.customer({ from: MARIA, choose: "Aceito" })).ids;
  const tapped = await webhook((told) => told.messages.find((message) => message.id === tap));
  assert.equal(tapped.interactive.buttonReply.id, "k-1");

  await client.messages.sendInteractiveList({
    phoneNumberId: NUMBER, to: TO, bodyText: "Escolha:", buttonText: "Ver opções",
    sections: [{ title: "Parcelado", rows: [{ id: "r-3", title: "3x de R$ 205,00", description: "1ª em 05/12" }] }],
  });
  const [row] = (await whatsapp.customer({ from: MARIA, choose: "3x de R$ 205,00" })).ids;
  const picked = await webhook((told) => told.messages.find((message) => message.id === row));
  assert.equal(picked.interactive.listReply.id, "r-3");
});

test("a template is created, listed, paused and used", async () => {
  const created = await client.templates.create({
    businessAccountId: ACCOUNT, name: "lembrete_v1", language: "pt_BR", category: "UTILITY",
    components: [{ type: "BODY", text: "Oi {{1}}, sua fatura venceu.", example: { bodyText: [["Maria"]] } }],
  });
  assert.equal(created.status, "APPROVED");
  const listed = await client.templates.list({ businessAccountId: ACCOUNT });
  assert.equal(listed.data[0].name, "lembrete_v1");

  const call = {
    phoneNumberId: NUMBER, to: TO,
    template: { name: "lembrete_v1", language: { code: "pt_BR" },
      components: [{ type: "body", parameters: [{ type: "text", text: "Maria" }] }] },
  };
  const sent = await client.messages.sendTemplate(call);
  assert.equal(sent.messages[0].messageStatus ?? sent.messages[0].message_status, "accepted");
  const billed = await webhook((told) => told.statuses.find((one) => one.id === sent.messages[0].id));
  assert.equal(billed.pricing.category, "utility");

  await whatsapp.control("template", { name: "lembrete_v1", event: "PAUSED" });
  await assert.rejects(client.messages.sendTemplate(call), (error) => error.code === 132015);
});

test("a document is uploaded, sent, described and fetched", async () => {
  const file = new Blob(["%PDF-1.4"], { type: "application/pdf" });
  const { id } = await client.media.upload({
    phoneNumberId: NUMBER, type: "application/pdf", file, fileName: "boleto.pdf",
  });
  await client.messages.sendDocument({ phoneNumberId: NUMBER, to: TO, document: { id, filename: "boleto.pdf" } });
  const told = await client.media.get({ mediaId: id, phoneNumberId: NUMBER });
  const fetched = await fetch(told.url, { headers: { authorization: "Bearer dev-token" } });

  assert.equal(await fetched.text(), "%PDF-1.4");
  const unknown = client.messages.sendDocument({ phoneNumberId: NUMBER, to: TO, document: { id: "1" } });
  await assert.rejects(unknown, (error) => error.code === 131009);
});

test("files, cards, signs, changes of number and wishes are read", async () => {
  const acts = [
    [{ media: { kind: "image", caption: "comprovante" } }, (message) => message.image.caption === "comprovante"],
    [{ media: { kind: "audio" } }, (message) => message.audio.voice === true],
    [{ contact: { phone: "+55 11 98765-4321", own: true } }, (message) => message.contacts[0].origin === "contact_request"],
    [{ reaction: "👍" }, (message) => message.reaction.emoji === "👍"],
    [{ location: [-23.5, -46.6] }, (message) => message.location.latitude === -23.5],
    [{ raw: { type: "unsupported", errors: [{ code: 131051 }] } }, (message) => message.type === "unsupported"],
    [{ moves_to: "5521998887777" }, (message) => message.system.waId === "5521998887777"],
  ];
  for (const [act, holds] of acts) {
    const [id] = (await whatsapp.customer({ from: MARIA, ...act })).ids;
    const read = await webhook((told) => told.messages.find((message) => message.id === id));
    assert.ok(holds(read), JSON.stringify(read));
  }
});

test("a batch is one webhook of many", async () => {
  await whatsapp.faults({ fault: "batch", next: 16 });
  const acts = Array.from({ length: 20 }, (_, at) => ({ from: MARIA, text: `n${at}` }));
  const { ids } = await whatsapp.customer(acts);
  await webhook((told) => told.messages.length > 1 && ids.includes(told.messages[0].id));
});

test("refusals carry the provider's numbers", async () => {
  const text = () => client.messages.sendText({ phoneNumberId: NUMBER, to: TO, body: "oi" });
  await whatsapp.faults([{ fault: "131056", next: 1 }, { fault: "190", next: 1 }]);

  await assert.rejects(text(), (error) => error instanceof GraphApiError && error.code === 131056);
  await assert.rejects(text(), (error) => error instanceof GraphApiError && error.code === 190);
  const stranger = new WhatsAppClient({ accessToken: "x", baseUrl: whatsapp.base, graphVersion: "v25.0" });
  const refused = stranger.messages.sendText({ phoneNumberId: NUMBER, to: TO, body: "oi" });
  await assert.rejects(refused, (error) => error.code === 190);
});

test("out of the window a text fails by webhook", async () => {
  const sent = await client.messages.sendText({ phoneNumberId: NUMBER, to: "+5521977776666", body: "oi" });
  const failed = await webhook((told) =>
    told.statuses.find((one) => one.id === sent.messages[0].id && one.status === "failed"));
  assert.equal(failed.errors[0].code, 131047);
});
