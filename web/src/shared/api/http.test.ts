// @vitest-environment node
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startFakeServer, type FakeServer } from '../../testing/fakeServer';
import { createApi, type Api } from './api';
import { Http } from './http';

let server: FakeServer;
let api: Api;

beforeEach(async () => {
  server = await startFakeServer();
  api = createApi(new Http({ fetch: (path, init) => fetch(`${server.url}${path}`, init), pageId: 'b1.p1' }));
});

afterEach(async () => {
  await server.close();
});

test('a command carries its body as JSON and the page that sends it', async () => {
  const answer = api.sendMessage('c 1', { requestId: 'r1', messageId: 'u1', text: 'Grüße' });
  const request = await server.requests.next();
  expect([request.method, request.path]).toEqual(['POST', '/api/conversations/c%201/messages']);
  expect(request.headers).toMatchObject({ 'content-type': 'application/json', 'x-page-id': 'b1.p1' });
  expect(JSON.parse(request.body)).toEqual({ requestId: 'r1', messageId: 'u1', text: 'Grüße' });
  request.json(202, { generationId: 'g1', userMessageId: 'u1', assistantMessageId: 'a1' });
  expect(await answer).toMatchObject({ generationId: 'g1' });
});

test('a command without a body sends none', async () => {
  const answer = api.deleteConversation('c1');
  const request = await server.requests.next();
  expect(request.body).toBe('');
  expect(request.headers['content-type']).toBeUndefined();
  request.json(200, {});
  await answer;
});

test('a refusal carries what the server said', async () => {
  const answer = api.stopGeneration('g1');
  const problem = { status: 409, title: 'Busy', detail: 'Wait a moment.', code: 'conversation-busy' };
  (await server.requests.next()).json(409, problem);
  await expect(answer).rejects.toMatchObject({ message: 'Wait a moment.', problem });
});

test('a server that is away is a sentence for a person', async () => {
  const answer = api.models();
  (await server.requests.next()).cut();
  await expect(answer).rejects.toThrow(/cannot be reached/);
});

test('the last word of a page names it', async () => {
  api.leavePage();
  const request = await server.requests.next();
  expect([request.path, JSON.parse(request.body)]).toEqual(['/api/generations/stop', { pageId: 'b1.p1' }]);
  request.json(200, []);
});

test('what the server leaves out because it is null, is null', async () => {
  const answer = api.conversation('c1');
  const message = { id: 'u1', role: 'user', status: 'complete', parts: [], createdAt: '2026-11-22T08:00:00Z' };
  (await server.requests.next()).json(200, { id: 'c1', messages: [message] });
  expect(await answer).toEqual({
    id: 'c1',
    options: {},
    systemPrompt: null,
    title: null,
    model: null,
    activeLeafId: null,
    messages: [{ ...message, parentId: null, model: null }],
  });
});

test('a list item without a title has none', async () => {
  const answer = api.conversations('x y');
  const request = await server.requests.next();
  expect(request.path).toBe('/api/conversations?limit=50&after=x%20y');
  request.json(200, { items: [{ id: 'c1' }] });
  expect(await answer).toEqual({ items: [{ id: 'c1', title: null, model: null }], next: null });
});

test('everything is stopped by one request, and each stream that stops meanwhile takes its answer from it', async () => {
  const all = api.stopAllGenerations();
  const [one, other] = [api.stopGeneration('g1'), api.stopGeneration('g2')];
  const request = await server.requests.next();
  expect([request.path, request.body]).toEqual(['/api/generations/stop', '{"all":true}']);
  request.json(
    200,
    ['g1', 'g2'].map((id) => ({ id, state: 'stopped', upstreamClosed: true, savedCharacters: 3 })),
  );
  await all;
  expect([await one, await other].map(({ id }) => id)).toEqual(['g1', 'g2']);
  expect(server.requests.isEmpty).toBe(true);
});

test('a stream that "stop all" did not know, or a "stop all" that did not get through, is stopped by itself', async () => {
  const all = api.stopAllGenerations();
  const one = api.stopGeneration('g1');
  (await server.requests.next()).json(200, []);
  await all;
  const single = await server.requests.next();
  expect(single.path).toBe('/api/generations/g1/stop');
  single.json(200, { id: 'g1', state: 'stopped', upstreamClosed: true, savedCharacters: 0 });
  expect((await one).id).toBe('g1');
  const refused = api.stopAllGenerations();
  const other = api.stopGeneration('g2');
  (await server.requests.next()).json(503, { code: 'store-unavailable' });
  await expect(refused).rejects.toThrow();
  const again = await server.requests.next();
  expect(again.path).toBe('/api/generations/g2/stop');
  again.json(200, { id: 'g2', state: 'stopped', upstreamClosed: true, savedCharacters: 0 });
  await other;
});
