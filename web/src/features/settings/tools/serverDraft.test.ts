// @vitest-environment node
import { expect, test } from 'vitest';
import { EMPTY, pairs, wishOf, words } from './serverDraft';

test('a command is cut into words, and quotes keep spaces', () => {
  expect(words(`npx -y "my server" '/srv/my files' --x=1`)).toEqual([
    'npx',
    '-y',
    'my server',
    '/srv/my files',
    '--x=1',
  ]);
  expect(words('')).toEqual([]);
});

test('variables and headers are cut at the first separator of each line', () => {
  expect(pairs('KEY=a=b\n\nnothing\n OTHER = c ', '=')).toEqual({ KEY: 'a=b', OTHER: 'c' });
  expect(pairs('Authorization: Bearer x:y', ':')).toEqual({ Authorization: 'Bearer x:y' });
});

test('only what belongs to the chosen kind is asked for', () => {
  const draft = { ...EMPTY, name: ' files ', command: 'node x.mjs', url: ' http://x/mcp ', secrets: 'A=1' };
  expect(wishOf({ ...draft, isCommand: true })).toEqual({
    name: 'files',
    command: 'node',
    args: ['x.mjs'],
    env: { A: '1' },
  });
  expect(wishOf(draft)).toEqual({ name: 'files', url: 'http://x/mcp', headers: {} });
});
