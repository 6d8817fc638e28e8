// @vitest-environment node
import { expect, test } from 'vitest';
import type { Attention } from '../../protocol/api';
import { boardWords, paneWords } from './paneWords';

const MODEL = 'ollama/llama3:8b';

function words(attention: Attention, position: number | null = null, isStopping = false): string {
  const place = position === null ? null : { position, of: position };
  return paneWords({ attention, place, isStopping }, MODEL);
}

test.each<[Attention, string]>([
  ['none', 'Seen'],
  ['queued', 'Waiting in line for ollama'],
  ['streaming', 'Answering'],
  ['waiting', 'Waiting for your answer'],
  ['finished', 'Finished'],
  ['stopped', 'Stopped'],
  ['failed', 'Failed'],
  ['interrupted', 'Interrupted'],
])('%s in words', (attention, expected) => {
  expect(words(attention)).toBe(expected);
});

test('a place in line names whose line it is', () => {
  expect(words('queued', 3)).toBe('3rd in line for ollama');
  expect(paneWords({ attention: 'queued', place: { position: 1, of: 1 }, isStopping: false }, null)).toBe(
    '1st in line',
  );
});

test('what is being stopped says so until its end', () => {
  expect(words('streaming', null, true)).toBe('Stopping…');
  expect(words('queued', 2, true)).toBe('Stopping…');
});

test('the board says what it is at', () => {
  const none = { panes: ['a'], answering: 0, inLine: 0, waiting: 0, ended: [] };
  expect(boardWords({ ...none, answering: 12, inLine: 2, waiting: 1, ended: ['x'] })).toBe(
    '12 answering · 2 in line · 1 waits for you · 1 ended',
  );
  expect(boardWords({ ...none, waiting: 2 })).toBe('2 wait for you');
  expect(boardWords(none)).toBe('1 conversation');
});
