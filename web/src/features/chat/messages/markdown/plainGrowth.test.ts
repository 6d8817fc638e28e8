import { describe, expect, test } from 'vitest';
import { TRICKY_DOCUMENTS, UNFINISHED } from '../../../../testing/markdown/documents';
import { BlockSplitter } from './BlockSplitter';
import { markdownToHtml } from './dialect';
import { islands } from './islands';
import { morphChildren } from './morph';
import { growPlainly } from './plainGrowth';
import { repairTail } from './repairTail';
import { sanitize } from './sanitize';

function render(target: Element, source: string): void {
  morphChildren(target, sanitize(markdownToHtml(repairTail(source))), islands);
}

/** Whether it is the tree of a whole rendering: only blanks at the end of a text may differ. */
function isAsRendered(target: Element, source: string): boolean {
  const whole = document.createElement('div');
  render(whole, source);
  return withoutLastBlanks(target).isEqualNode(withoutLastBlanks(whole));
}

function withoutLastBlanks(target: Element): Node {
  const copy = target.cloneNode(true);
  const texts = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  while (texts.nextNode() !== null) {
    if (texts.currentNode instanceof Text && texts.currentNode.data.trim() !== '') {
      texts.currentNode.data = texts.currentNode.data.trimEnd();
    }
  }
  copy.normalize();
  return copy;
}

const PROSE =
  'A worker takes the *oldest* entry whose lease has run out, marks it with its own **lease number** and only then ' +
  'begins to work. See www.example.org or https://example.org and mail to someone@example.org for more, it costs $5 ' +
  'and not $x + y$ of them! Use `update where` and [this link](https://example.org/a b) at 3. or 4) of 12.5 items - ' +
  'well-known “quotes” & <b>tags</b> snake_case and a\\*b done.\n\n' +
  '1. first of all\n2. second one here\n   - inner words go on\n\n> quoted words go on\nlazy words go on\n\n' +
  '| a b | c d |\n|---|---|\n| one two | three four\n| five six\n\nTitle words here\n---\n\n    code words go on\n\nEnd of it';

const DOCUMENTS = {
  PROSE,
  ...TRICKY_DOCUMENTS,
  ...Object.fromEntries(UNFINISHED.map((each) => [each.kind, each.source])),
};

describe.each(Object.entries(DOCUMENTS))('%s', (_name, source) => {
  test.each([1, 3, 8])('grows by %i characters as if it was rendered anew', (step) => {
    const splitter = new BlockSplitter();
    const target = document.createElement('div');
    let before: string | undefined;
    for (let end = 1; end <= source.length + step; end += step) {
      const { open } = splitter.update(source.slice(0, end));
      if (open?.kind !== 'prose') continue;
      if (before === undefined || !growPlainly(target, before, open.source)) render(target, open.source);
      before = open.source;
      expect(isAsRendered(target, open.source), JSON.stringify(open.source)).toBe(true);
    }
  });
});

test('most words of ordinary prose take the quick way', () => {
  const target = document.createElement('div');
  const source = 'Here is **some** prose that goes on for a while, as answers do. It has sentences, and nothing else.';
  let quick = 0;
  for (let end = 20; end < source.length; end += 1) {
    if (growPlainly(target, source.slice(0, end), source.slice(0, end + 1))) quick += 1;
    else render(target, source.slice(0, end + 1));
  }
  expect(quick / (source.length - 20)).toBeGreaterThan(0.9);
});
