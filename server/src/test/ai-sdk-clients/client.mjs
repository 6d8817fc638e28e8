// The real packages of one version, and chats over one of their transports.
import assert from 'node:assert/strict';
import net from 'node:net';
import { JSDOM } from 'jsdom';

const [version, way, address] = process.argv.slice(2);
export const isHttp = way !== 'ws';
export const saysVersion = way !== 'http';
export const ai = await import(`ai-${version}`);
export const { Chat, useChat } = await import(`ai-react-${version}`);

// What a cut of the network looks like: all connections that go through here break at once.
const through = new Set();
const target = new URL(address);
const proxy = net.createServer((socket) => {
  const server = net.connect(target.port, target.hostname);
  for (const [one, other] of [
    [socket, server],
    [server, socket],
  ]) {
    through.add(one);
    one.on('error', () => other.destroy());
    one.on('close', () => {
      through.delete(one);
      other.destroy();
    });
    one.pipe(other);
  }
});
await new Promise((listening) => proxy.listen(0, '127.0.0.1', listening));
proxy.unref();
export const server = `http://127.0.0.1:${proxy.address().port}`;
export const cut = () => through.forEach((socket) => socket.destroy());

/** A page of that address; its WebSocket says where it comes from, as a browser's does. */
export const page = (url = server) => new JSDOM('<main></main>', { url, pretendToBeVisual: true }).window;

export function transport(model, { origin = server, headers = {} } = {}) {
  const said = saysVersion ? { 'X-AI-SDK-Version': '7', ...headers } : headers;
  return isHttp
    ? new ai.DefaultChatTransport({ api: `${server}/api/ai-sdk/chat`, body: { model }, headers: said })
    : new ai.WebSocketChatTransport({
        url: `${server}/api/ai-sdk/ws`,
        body: { model },
        webSocket: page(origin).WebSocket,
      });
}

/** A chat, with all that its front end was told. */
export function chat(model, { id = crypto.randomUUID(), over = transport(model), ...options } = {}) {
  const told = { ends: [], errors: [], data: [] };
  const made = new Chat({
    id,
    transport: over,
    sendAutomaticallyWhen: ai.lastAssistantMessageIsCompleteWithApprovalResponses,
    onFinish: (end) => told.ends.push(end),
    onError: (error) => told.errors.push(error),
    onData: (part) => told.data.push(part),
    ...options,
  });
  return Object.assign(made, { told });
}

export const parts = (one, type) => one.lastMessage.parts.filter((part) => part.type === type);
export const text = (one) =>
  parts(one, 'text')
    .map((part) => part.text)
    .join('');
export const call = (tool, given) => `call ${tool} ${JSON.stringify(given)}`;

/** Returns once that is so. */
export async function until(what, isSo) {
  const deadline = Date.now() + 20_000;
  while (!(await isSo())) {
    assert.ok(Date.now() < deadline, `${what}: not within 20 s`);
    await new Promise((again) => setTimeout(again, 10));
  }
}

export async function ask(method, path, body) {
  const answer = await fetch(address + path, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  const said = await answer.text();
  assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${said}`);
  return said && JSON.parse(said);
}

/** The messages that the server has of a chat whose id is a UUID. */
export const stored = async (one) => (await ask('GET', `/api/conversations/${one.id}`)).messages;
