// @vitest-environment node
import { expect, test } from 'vitest';
import { decodeChunk, decodeEvent, decodeProblem, MalformedError } from './decode';

test('a chunk of an unknown kind is left out, not fatal', () => {
  expect(decodeChunk({ type: 'data-from-the-future', data: {} })).toBeNull();
});

test('a known chunk without a required field is an error that names it', () => {
  expect(() => decodeChunk({ type: 'text-delta', id: 't0' })).toThrow(/"text-delta" without "delta"/);
});

test('fields that we do not know stay on the chunk and do no harm', () => {
  expect(decodeChunk({ type: 'text-end', id: 't0', providerMetadata: {} })).toMatchObject({ type: 'text-end' });
});

test('an unknown chunk keeps its place in a batch, so that offsets stay right', () => {
  const data = JSON.stringify([
    { conversationId: 'c', generationId: 'g', offset: 4, chunks: [{ type: 'new' }, { type: 'start-step' }] },
  ]);
  expect(decodeEvent('chunks', data)).toEqual({
    type: 'chunks',
    batches: [{ conversationId: 'c', generationId: 'g', offset: 4, chunks: [null, { type: 'start-step' }] }],
  });
});

test('an event of an unknown kind is left out', () => {
  expect(decodeEvent('weather', '{}')).toBeNull();
  expect(decodeEvent(undefined, '{}')).toBeNull();
});

test.each([
  ['snapshot', '{}'],
  ['snapshot', '{"generations": [{"id": "g"}]}'],
  ['chunks', '{"not": "a list"}'],
  ['conversation', '{"change": "eaten", "id": "c"}'],
  ['chunks', 'not json'],
])('a broken %s event is an error: %s', (name, data) => {
  expect(() => decodeEvent(name, data)).toThrow(MalformedError);
});

test('a queue position that is null is none', () => {
  const generation = { id: 'g', conversationId: 'c', messageId: 'm', state: 'running', offset: 0, parts: [] };
  expect(decodeEvent('snapshot', JSON.stringify({ generations: [{ ...generation, queue: null }] }))).toEqual({
    type: 'snapshot',
    snapshot: { generations: [generation] },
  });
});

test('a problem keeps its code and its detail', () => {
  const body =
    '{"status":409,"title":"Busy","detail":"Wait.","code":"conversation-busy","generationId":"g","path":null}';
  expect(decodeProblem(409, body)).toEqual({
    status: 409,
    title: 'Busy',
    detail: 'Wait.',
    code: 'conversation-busy',
    generationId: 'g',
  });
});

test("a proxy's page becomes a sentence", () => {
  expect(decodeProblem(502, '<html>Bad gateway</html>')).toMatchObject({ status: 502, code: 'http-502' });
});

test('a change of the list brings its item, with null where the server left a field out', () => {
  expect(decodeEvent('conversation', '{"change":"updated","id":"c","summary":{"id":"c"}}')).toEqual({
    type: 'conversation',
    change: { change: 'updated', id: 'c', summary: { id: 'c', title: null, model: null } },
  });
});
