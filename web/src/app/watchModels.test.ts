import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ModelInfo } from '../protocol/api';
import { LoadedValue } from '../shared/loadedValue';
import { promisesSettled } from '../testing/chatHarness';
import { ManualTimers } from '../testing/manualTimers';
import { watchModels } from './watchModels';

let timers: ManualTimers;
let asked: number;
let isThere: boolean;
let stop: () => void;

beforeEach(() => {
  timers = new ManualTimers();
  asked = 0;
  isThere = false;
  const models = new LoadedValue<readonly ModelInfo[]>([], () => {
    asked++;
    const capabilities = { tools: false, reasoning: false, images: false };
    return Promise.resolve([{ id: 'local/a', provider: 'local', name: 'a', capabilities, available: isThere }]);
  });
  stop = watchModels(models, timers, document);
});

afterEach(() => {
  stop();
});

async function pass(millis: number): Promise<void> {
  timers.pass(millis);
  await promisesSettled();
}

test('while no model is available it asks every five seconds, until one is', async () => {
  await pass(5_000);
  isThere = true;
  await pass(5_000);
  expect(asked).toBe(2);
  await pass(5_000);
  expect(asked).toBe(2);
});

test('it asks when the page comes into sight', () => {
  document.dispatchEvent(new Event('visibilitychange'));
  expect(asked).toBe(1);
});

test('after its end it asks nothing', async () => {
  stop();
  document.dispatchEvent(new Event('visibilitychange'));
  await pass(60_000);
  expect(asked).toBe(0);
});
