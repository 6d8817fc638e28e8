// Does with the real packages what front ends do: checks.mjs VERSION WAY ADDRESS, where VERSION is 6 or 7 and WAY one of
// http, http-7 (which says that it is 7) and ws. Says nothing and exits with 0 where all is as it should be.
import assert from 'node:assert/strict';
import { call, chat, ask, cut, isHttp, parts, saysVersion, stored, text, transport, until } from './client.mjs';
import { checkHook } from './hook.mjs';

const QUICK = 'sim/length-20';
const STEADY = 'sim/rate-50-length-3000';
const OBEDIENT = 'sim/obeys-qwen3';
const THINKING = 'sim/reasoning-10-length-5';
const AWAY = call('fetch_url', { url: 'http://127.0.0.1/' });

async function textAndReasoning() {
  const one = chat(THINKING);
  await one.sendMessage({ text: 'Hello' });
  assert.deepEqual(one.told.errors, []);
  assert.equal(one.status, 'ready');
  assert.match(parts(one, 'reasoning')[0].text, /\w/);
  assert.equal(parts(one, 'reasoning')[0].state, 'done');
  assert.equal(one.told.ends[0].finishReason, 'stop');
  const messages = await stored(one);
  assert.equal(text(one), messages[1].parts.find((part) => part.type === 'text').text);
  assert.equal(one.lastMessage.id, messages[1].id);

  await one.sendMessage({ text: 'And?' });
  assert.equal((await stored(one))[2].parentId, messages[1].id);
}

async function againAndInOtherWords() {
  const one = chat(QUICK);
  await one.sendMessage({ text: 'Hello' });
  const first = one.lastMessage.id;
  await one.regenerate();
  assert.notEqual(one.lastMessage.id, first);
  await one.regenerate({ messageId: one.lastMessage.id });
  assert.equal((await stored(one)).filter((message) => message.role === 'assistant').length, 3);

  await one.sendMessage({ text: 'Hi', messageId: one.messages[0].id });
  const asked = (await stored(one)).filter((message) => message.role === 'user').map((message) => message.parts[0].text);
  assert.deepEqual(asked, ['Hello', 'Hi']);
  assert.deepEqual(one.told.errors, []);
}

async function tools() {
  const one = chat(OBEDIENT);
  await one.sendMessage({ text: call('calculator', { expression: '6*7' }) });
  const [part] = parts(one, 'dynamic-tool');
  assert.equal(part.state, 'output-available');
  assert.match(text(one), /The tools gave: .*42/);
  assert.ok(one.told.data.some((data) => data.type === 'data-tool'));
}

/** One tool needs a word, one does not: the turn lasts until only the word is missing. */
async function approvals(approved) {
  const one = chat(OBEDIENT);
  await one.sendMessage({ text: `${AWAY}\n${call('calculator', { expression: '6*7' })}` });
  const [away, sum] = parts(one, 'dynamic-tool');
  assert.equal(one.status, 'ready');
  assert.equal(away.state, 'approval-requested');
  assert.equal(sum.state, 'output-available');
  await one.addToolApprovalResponse({ id: away.approval.id, approved });
  await until('the tools gave something', () => one.status === 'ready' && /The tools gave/.test(text(one)));
  assert.equal(parts(one, 'dynamic-tool')[0].state, approved ? 'output-error' : 'output-denied');
  assert.deepEqual(one.told.errors, []);
  assert.equal((await stored(one)).length, 2);
}

async function stop() {
  const one = chat(STEADY);
  const ended = one.sendMessage({ text: 'Hello' });
  await until('words come', () => one.lastMessage?.role === 'assistant' && text(one).length > 20);
  await one.stop();
  await ended;
  assert.equal(one.status, 'ready');
  assert.equal(one.told.ends[0].isAbort, true);
  await until('it is stopped', async () => (await stored(one))[1].status === 'stopped');
  assert.ok((await stored(one))[1].parts[0].text.length > 0);
}

async function stoppedElsewhere() {
  const one = chat(STEADY);
  const ended = one.sendMessage({ text: 'Hello' });
  await until('words come', () => one.lastMessage?.role === 'assistant' && text(one).length > 20);
  await ask('POST', `/api/ai-sdk/chat/${one.id}/stop`);
  await ended;
  assert.equal(one.lastMessage.metadata.stopped, true);
  assert.equal(one.told.ends[0].finishReason, saysVersion ? 'interrupted' : undefined);
}

/** The network breaks; the same chat resumes, and another that is opened anew. */
async function resume() {
  const over = () => transport(STEADY, { headers: { 'X-On-Hang-Up': 'continue' } });
  const one = chat(STEADY, { over: over() });
  await one.resumeStream();
  assert.equal(one.status, 'ready', 'nothing to resume');
  const ended = one.sendMessage({ text: 'Hello' });
  await until('words come', () => one.lastMessage?.role === 'assistant' && text(one).length > 20);
  cut();
  await ended;
  assert.equal(one.status, 'error');
  if (!isHttp) assert.equal(one.told.ends[0].isDisconnect, true);
  const before = text(one);
  const resumed = one.resumeStream();
  const reloaded = chat(STEADY, { id: one.id, over: over() });
  const seen = reloaded.resumeStream();
  await until('it goes on', () => text(one).length > before.length + 20);
  await until('it is seen', () => reloaded.lastMessage && text(reloaded).length > before.length + 20);
  assert.ok(text(one).startsWith(before));
  assert.equal(one.messages.length, 2);
  if (isHttp) await ask('POST', `/api/ai-sdk/chat/${one.id}/stop`);
  else await one.stop();
  await Promise.all([resumed, seen]);
  await until('it is stopped', async () => (await stored(one))[1].status === 'stopped');
  await reloaded.resumeStream();
  assert.equal(reloaded.status, 'ready', 'nothing to resume any more');
}

async function files() {
  const file = { type: 'file', mediaType: 'text/plain', filename: 'a.txt', url: `data:text/plain;base64,${btoa('abc')}` };
  const one = chat(QUICK);
  await one.sendMessage({ text: 'Read', files: [file] });
  const [kept] = (await stored(one))[0].parts.filter((part) => part.type === 'file');
  assert.equal(kept.filename, 'a.txt');
  assert.equal(kept.size, 3);
  const again = chat(QUICK);
  await again.sendMessage({ files: [{ ...file, url: kept.url }] });
  assert.deepEqual(again.told.errors, []);

  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').toString('base64');
  const image = { type: 'file', mediaType: 'image/png', filename: 'a.png', url: `data:image/png;base64,${png}` };
  const blind = chat(QUICK);
  await blind.sendMessage({ text: 'Look', files: [image] });
  assert.match(blind.error.message, /image/i);
}

/** More than a browser has connections for; a slow one keeps no other waiting. */
async function manyAtOnce() {
  const over = transport(QUICK);
  const slow = chat(STEADY, { over });
  const ended = slow.sendMessage({ text: 'Hello' }, { body: { model: STEADY } });
  const others = Array.from({ length: 10 }, () => chat(QUICK, { over }));
  await Promise.all(others.map((one) => one.sendMessage({ text: 'Hello' })));
  others.forEach((one) => assert.equal(text(one).trim().split(' ').length, 20));
  await until('the slow one streams', () => slow.status === 'streaming');
  await slow.stop();
  await ended;
}

async function refusals() {
  const one = chat('sim/none');
  await one.sendMessage({ text: 'Hello' });
  assert.match(one.error.message, /model/);
  const busy = chat(STEADY);
  const ended = busy.sendMessage({ text: 'Hello' });
  await until('it streams', () => busy.status === 'streaming');
  const other = chat(STEADY, { id: busy.id });
  await other.sendMessage({ text: 'Me too' });
  assert.match(other.error.message, /still being answered/);
  await busy.stop();
  await ended;
  if (isHttp) return;
  const foreign = chat(QUICK, { over: transport(QUICK, { origin: 'http://evil.example' }) });
  await foreign.sendMessage({ text: 'Hello' });
  assert.match(foreign.error.message, /network connection/);
}

await textAndReasoning();
await againAndInOtherWords();
await tools();
await approvals(true);
await approvals(false);
await stop();
await stoppedElsewhere();
await resume();
await files();
await manyAtOnce();
await refusals();
await checkHook({ OBEDIENT, STEADY, THINKING, AWAY });
process.exit(0);
