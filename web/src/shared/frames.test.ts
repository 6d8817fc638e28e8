import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browserFrames } from './frames';

const FRAME = 17;

let drawn: string[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'requestAnimationFrame'] });
  drawn = [];
});

afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

function ask(name: string, wait?: number): void {
  browserFrames.request(() => drawn.push(name), wait);
}

test('what does not wait is drawn with the next frame', () => {
  ask('at once');
  expect(drawn).toEqual([]);
  vi.advanceTimersByTime(FRAME);
  expect(drawn).toEqual(['at once']);
});

test('what waits is drawn when its time has come, and once', () => {
  ask('later', 200);
  vi.advanceTimersByTime(199);
  expect(drawn).toEqual([]);
  vi.advanceTimersByTime(1 + FRAME);
  expect(drawn).toEqual(['later']);
  vi.advanceTimersByTime(1_000);
  expect(drawn).toEqual(['later']);
});

test('what is nearly due is drawn with a frame that is made for somebody else', () => {
  ask('lists', 240);
  vi.advanceTimersByTime(100);
  ask('early');
  vi.advanceTimersByTime(FRAME);
  expect(drawn).toEqual(['early']);
  vi.advanceTimersByTime(60);
  ask('panes');
  vi.advanceTimersByTime(FRAME);
  expect(drawn).toEqual(['early', 'lists', 'panes']);
});

test('no frame is asked for once what it was for is drawn', () => {
  const frame = vi.spyOn(globalThis, 'requestAnimationFrame');
  ask('lists', 90);
  vi.advanceTimersByTime(65);
  ask('panes');
  vi.advanceTimersByTime(FRAME + 200);
  expect(drawn).toEqual(['lists', 'panes']);
  expect(frame).toHaveBeenCalledTimes(1);
});

test('who draws may ask again', () => {
  browserFrames.request(() => {
    ask('again', 50);
  });
  vi.advanceTimersByTime(FRAME);
  expect(drawn).toEqual([]);
  vi.advanceTimersByTime(50 + FRAME);
  expect(drawn).toEqual(['again']);
});
