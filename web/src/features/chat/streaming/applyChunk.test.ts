// @vitest-environment node
import { beforeEach, describe, expect, test } from 'vitest';
import type { Chunk } from '../../../protocol/chunks';
import { decodeChunk } from '../../../protocol/decode';
import { fixtures } from '../../../testing/fixtures';
import { abort, finish, queued, question, start, text, textStart } from '../../../testing/chunks';
import type { StreamingState } from '../types';
import { applyChunk } from './applyChunk';

let state: StreamingState;

beforeEach(() => {
  state = { currentMessage: null, currentToolCalls: new Map(), abortController: new AbortController() };
});

function apply(...chunks: readonly Chunk[]): void {
  for (const chunk of chunks)
    applyChunk(state, chunk, { conversationId: 'c1', now: Date.parse('2026-11-22T08:00:09.000Z') });
}

function phase(): unknown {
  const status = state.currentMessage?.status;
  return status?.type === 'streaming' ? status.phase : status;
}

test.each(fixtures)('the chunks of $name make the message that the server stores', ({ chunks, parts }) => {
  apply(...chunks.map(decodeChunk).filter((chunk) => chunk !== null));
  expect(state.currentMessage?.parts).toEqual(parts);
  expect(state.currentMessage?.status.type).not.toBe('streaming');
});

test('the message belongs to the conversation of its stream', () => {
  apply(start({ conversationId: 'c1' }));
  expect(state.currentMessage).toMatchObject({ id: 'a1', conversationId: 'c1', parentId: 'u1', role: 'assistant' });
});

test('before its start there is no message to change', () => {
  apply(textStart, text('lost'));
  expect(state.currentMessage).toBeNull();
});

test('tool calls are kept by their id while they grow', () => {
  apply(start(), { type: 'tool-input-start', toolCallId: 'k', toolName: 'time', dynamic: true });
  apply({ type: 'tool-input-delta', toolCallId: 'k', inputTextDelta: '{' });
  expect(state.currentToolCalls.get('k')).toEqual({ id: 'k', name: 'time', state: 'input-streaming', inputText: '{' });
  apply({ type: 'tool-input-available', toolCallId: 'k', toolName: 'time', input: { zone: 'CET' }, dynamic: true });
  expect(state.currentToolCalls.get('k')).toMatchObject({ state: 'input-available', input: { zone: 'CET' } });
  apply(start());
  expect(state.currentToolCalls.size).toBe(0);
});

describe('the phase says what is going on', () => {
  test.each([
    ['queued', queued(3), { type: 'queued', place: { position: 3, of: 3 } }],
    ['waiting for the person', question('q1'), { type: 'awaiting-input' }],
    ['going on after an answer', question('q1', 'answered'), { type: 'running' }],
  ])('%s', (_name, chunks, expected) => {
    apply(start(), ...chunks);
    expect(phase()).toEqual(expected);
  });

  test('asked again because the model server refused', () => {
    const retry = { attempt: 2, of: 3, delayMillis: 1000, reason: 'Too many requests' };
    apply(start(), { type: 'data-status', data: { state: 'running', step: 1, retry } });
    expect(phase()).toEqual({ type: 'retrying', retry });
  });

  test('a status of the end waits for the end chunk', () => {
    apply(start(), ...queued(1), { type: 'data-status', data: { state: 'completed', step: 1 } });
    expect(phase()).toEqual({ type: 'queued', place: { position: 1, of: 1 } });
    apply(finish);
    expect(phase()).toEqual({ type: 'complete', finishReason: 'stop' });
  });

  test('an abort tells its cause, and one that we do not know is none', () => {
    apply(start(), abort);
    expect(phase()).toEqual({ type: 'incomplete', reason: 'stopped', cause: 'PERSON' });
    apply(start(), { type: 'abort', reason: 'MOONSHINE' });
    expect(phase()).toEqual({ type: 'incomplete', reason: 'stopped', cause: null });
  });

  test("an error tells the model server's own words", () => {
    apply(start(), { type: 'error', errorText: 'Out of memory', code: 'upstream-error' });
    expect(phase()).toEqual({
      type: 'incomplete',
      reason: 'failed',
      code: 'upstream-error',
      detail: 'Out of memory',
    });
  });
});
