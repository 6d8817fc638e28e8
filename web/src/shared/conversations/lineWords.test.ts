// @vitest-environment node
import { expect, test } from 'vitest';
import type { QueueData } from '../../protocol/chunks';
import { canMoveUp, lineWords } from './lineWords';

test.each<[QueueData | null, string | null, string]>([
  [null, null, 'Waiting in line'],
  [null, 'ollama/llama3:8b', 'Waiting in line for ollama'],
  [{ position: 3, of: 4 }, 'ollama/llama3:8b', '3rd in line for ollama'],
  [{ position: 1, of: 4, held: true }, 'ollama/llama3:8b', 'Paused: new answers wait'],
])('%j of %s', (place, model, words) => {
  expect(lineWords(place, model)).toBe(words);
});

test('a line that the server has shut says until when', () => {
  const opensAt = '2026-11-22T08:00:07Z';
  const clock = new Date(opensAt).toLocaleTimeString(undefined, { timeStyle: 'medium' });
  expect(lineWords({ position: 1, of: 2, opensAt }, 'openai/gpt')).toBe(
    `1st in line for openai, which takes calls again at ${clock}`,
  );
});

test('who is next, or is held back, cannot move up', () => {
  expect(canMoveUp({ position: 2, of: 2 })).toBe(true);
  expect(canMoveUp({ position: 1, of: 2 })).toBe(false);
  expect(canMoveUp({ position: 2, of: 2, held: true })).toBe(false);
  expect(canMoveUp(null)).toBe(false);
});
