// Starts a fake and a place where webhooks arrive; both end with the test.
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The program. */
export const PROGRAM =
  process.env.COMBINADO_PROGRAM ?? fileURLToPath(new URL("../../target/debug/combinado", import.meta.url));

/** A running `combinado fake`; its control side as functions. */
export async function fake(provider, ...options) {
  const child = spawn(PROGRAM, ["fake", provider, ...options], { stdio: ["ignore", "pipe", "inherit"] });
  const line = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", resolve);
    child.once("exit", (code) => reject(new Error(`the fake ended with ${code}`)));
  });
  const { base } = JSON.parse(line);
  const control = async (path, body) => {
    const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    const answer = await fetch(`${base}/fake/${path}`, sent);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return text === "" ? null : JSON.parse(text);
  };
  return {
    base,
    customer: (act) => control("customer", act),
    messages: async (since = 0) => (await control(`messages?since=${since}`)).messages,
    faults: (plans) => control("faults", plans),
    control,
    end: () =>
      new Promise((resolve) => {
        child.once("exit", resolve);
        child.kill("SIGINT");
      }),
  };
}

/** A server on the loopback address; its handler gets the request and the raw body. */
export async function listener(handle) {
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    await handle(request, response, Buffer.concat(chunks));
    if (!response.writableEnded) response.end();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    end: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Waits until something is found. */
export async function until(find, within = 60_000) {
  const end = Date.now() + within;
  while (Date.now() < end) {
    const found = await find();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`nothing came within ${within} ms: ${find}`);
}
