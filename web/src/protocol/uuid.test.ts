// @vitest-environment node
import { expect, test } from 'vitest';
import { uuidV7Maker } from './uuid';

const fill =
  (value: number) =>
  (bytes: Uint8Array): Uint8Array =>
    bytes.fill(value);

test('an id carries its time, its version and its variant', () => {
  const makeId = uuidV7Maker({ now: () => 0x0189_abcd_ef01, random: fill(0xff) });
  expect(makeId()).toBe('0189abcd-ef01-7fff-bfff-ffffffffffff');
});

test('ids sort by the time they were made', () => {
  let time = 1_700_000_000_000;
  const makeId = uuidV7Maker({ now: () => time++, random: fill(0) });
  const ids = [makeId(), makeId(), makeId()];
  expect([...ids].sort()).toEqual(ids);
});
