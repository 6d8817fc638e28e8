// @vitest-environment node
import { expect, test } from 'vitest';
import { markdownTail } from './markdownTail';

test('a short text is whole', () => {
  expect(markdownTail('# One\n\ntwo')).toBe('# One\n\ntwo');
});

test('a long one begins where a block begins, and has its end', () => {
  const paragraphs = Array.from({ length: 300 }, (_, index) => `Paragraph ${index} with some words in it.`);
  const tail = markdownTail(paragraphs.join('\n\n'));
  expect(tail.length).toBeLessThanOrEqual(4_000);
  expect(tail.length).toBeGreaterThan(3_500);
  expect(tail).toMatch(/^Paragraph \d+ with/);
  expect(tail).toMatch(/Paragraph 299 with some words in it\.$/);
});

test('a fence is never cut, however long it is', () => {
  const code = Array.from({ length: 400 }, (_, index) => `line(${index});\n`).join('\n');
  const tail = markdownTail(`Some words.\n\n\`\`\`java\n${code}\`\`\`\n`);
  expect(tail).toMatch(/^```java\nline\(0\);/);
});
