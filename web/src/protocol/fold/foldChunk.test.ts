// @vitest-environment node
import { describe, expect, test } from 'vitest';
import { fixtures } from '../../testing/fixtures';
import type { Chunk } from '../chunks';
import { decodeChunk } from '../decode';
import type { LiveGeneration } from '../events';
import type { Part } from '../parts';
import { foldChunk } from './foldChunk';
import { unfold } from './unfold';

function decoded(chunks: readonly unknown[]): readonly Chunk[] {
  return chunks.map(decodeChunk).filter((chunk) => chunk !== null);
}

function folded(chunks: readonly Chunk[], from: readonly Part[] = []): readonly Part[] {
  return chunks.reduce(foldChunk, from);
}

const live = (parts: readonly Part[]): LiveGeneration => ({
  id: 'g',
  conversationId: 'c',
  messageId: 'm',
  parentId: 'u',
  model: 'local/tiny',
  state: 'running',
  offset: 7,
  parts,
});

test('the shared fixtures are there', () => {
  expect(fixtures.map((fixture) => fixture.name)).toEqual(
    expect.arrayContaining(['stopped.json', 'text.json', 'tools-and-questions.json']),
  );
});

describe.each(fixtures)('$name', ({ chunks, parts }) => {
  test('every chunk is of a known kind', () => {
    expect(chunks.map(decodeChunk)).not.toContain(null);
  });

  test('its chunks fold into its parts', () => {
    expect(folded(decoded(chunks))).toEqual(parts);
  });

  test('its parts unfold into chunks that fold into them again', () => {
    expect(folded(unfold(live(parts)))).toEqual(parts);
  });

  test('a reader that joins after any chunk ends with the same parts', () => {
    const all = decoded(chunks);
    for (let at = 0; at <= all.length; at++) {
      const joined = folded(unfold(live(folded(all.slice(0, at)))));
      expect(folded(all.slice(at), joined)).toEqual(parts);
    }
  });

  test('a second start empties the message', () => {
    const all = decoded(chunks);
    expect(folded([...all, ...all])).toEqual(parts);
  });
});

test('chunks that say nothing about parts leave the array as it is', () => {
  const parts: readonly Part[] = [{ type: 'text', id: 't0', text: 'a' }];
  expect(foldChunk(parts, { type: 'data-title', data: { title: 'x' } })).toBe(parts);
  expect(foldChunk(parts, { type: 'finish', finishReason: 'stop' })).toBe(parts);
});

test('a whole tool call without its start makes its part', () => {
  expect(foldChunk([], { type: 'tool-input-available', toolCallId: 'a', toolName: 'time', input: {} })).toEqual([
    { type: 'dynamic-tool', toolCallId: 'a', toolName: 'time', state: 'input-available', inputText: '', input: {} },
  ]);
});
