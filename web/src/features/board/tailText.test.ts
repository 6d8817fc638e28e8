import { beforeEach, expect, test } from 'vitest';
import type { Part } from '../../protocol/parts';
import { TailText } from './tailText';

let element: HTMLElement;
let tail: TailText;

beforeEach(() => {
  element = document.createElement('div');
  tail = new TailText(element);
});

function text(words: string, id = 't0'): Part {
  return { type: 'text', id, text: words };
}

function say(...parts: readonly Part[]): void {
  tail.draw({ id: 'a1', parts });
}

function lines(): readonly (string | null)[] {
  return [...element.children].map((line) => line.textContent);
}

test('what comes is appended to the last line, and the nodes that are there stay', () => {
  say(text('one'));
  const node = element.firstChild?.firstChild;
  say(text('one two'));
  expect(lines()).toEqual(['one two']);
  expect(element.firstChild?.firstChild).toBe(node);
});

test('a line break begins a line, wherever the pieces are cut', () => {
  say(text('one\n'));
  say(text('one\n\ntw'));
  say(text('one\n\ntwo\nthree'));
  expect(lines()).toEqual(['one', '', 'two', 'three']);
});

test('what the model thought stands before what it says, and looks different', () => {
  say({ type: 'reasoning', id: 'r0', text: 'hm' });
  say({ type: 'reasoning', id: 'r0', text: 'hm …' }, text('Yes'));
  say({ type: 'reasoning', id: 'r0', text: 'hm …' }, text('Yes.'));
  expect(lines()).toEqual(['hm …', 'Yes.']);
  expect(element.firstElementChild).toHaveClass('board-reasoning');
  expect(element.lastElementChild).not.toHaveClass('board-reasoning');
});

test('tools and sources are no text', () => {
  say(text('one'), { type: 'source-document', sourceId: 's', mediaType: 'text/plain', title: 'A source' });
  say(
    text('one'),
    { type: 'source-document', sourceId: 's', mediaType: 'text/plain', title: 'A source' },
    text('2', 't1'),
  );
  expect(lines()).toEqual(['one', '2']);
});

test('another answer begins anew, and so does one that is shorter than it was', () => {
  say(text('the first'));
  tail.draw({ id: 'a2', parts: [text('second')] });
  expect(lines()).toEqual(['second']);
  tail.draw({ id: 'a2', parts: [text('sec')] });
  expect(lines()).toEqual(['sec']);
  tail.draw({ id: 'a2', parts: [] });
  expect(lines()).toEqual([]);
});

test('it keeps the end of what it was told, whole lines of it', () => {
  const all = Array.from({ length: 500 }, (_, index) => `line ${index} of many`);
  for (let count = 1; count <= all.length; count++) say(text(all.slice(0, count).join('\n')));
  expect(element.textContent.length).toBeLessThanOrEqual(3_000);
  expect(lines()).toEqual(all.slice(-lines().length));
});

test('of a long answer that is joined late only the end is drawn', () => {
  const all = Array.from({ length: 5_000 }, (_, index) => `word${index}`).join(' ');
  say(text(all));
  expect(element.textContent.length).toBeLessThanOrEqual(3_000);
  expect(lines().at(-1)).toMatch(/word4998 word4999$/);
  expect(lines()[0]).toMatch(/^word\d+ /);
});

test('a line without an end is broken at spaces, so that no box grows for ever', () => {
  const words = Array.from({ length: 400 }, (_, index) => `word${index}`);
  for (let count = 1; count <= words.length; count++) say(text(words.slice(0, count).join(' ')));
  expect(lines().length).toBeGreaterThan(2);
  for (const line of lines()) expect(line?.length).toBeLessThan(900);
  const shown = lines().join(' ');
  expect(words.join(' ').endsWith(shown)).toBe(true);
});
