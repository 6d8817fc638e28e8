import { beforeEach, expect, test } from 'vitest';
import { createStore } from '../../shared/store';
import { ManualFrames } from '../../testing/manualFrames';
import { LiveTails } from './liveTails';
import type { LiveAnswer } from './types';

const FRAME = 1000 / 60;

let frames: ManualFrames;
let tails: LiveTails;

beforeEach(() => {
  frames = new ManualFrames();
  tails = new LiveTails({ frames });
});

function aPane() {
  const live = createStore<LiveAnswer | null>(null);
  const element = document.createElement('div');
  let text = '';
  return {
    live,
    element,
    hide: tails.show(live, element),
    say: (words: string) => {
      text += words;
      live.set({ id: 'a1', parts: [{ type: 'text', id: 't0', text }] });
    },
  };
}

/** One frame; counts in it how often any of the panes was drawn. */
function frame(): void {
  frames.draw(FRAME);
}

test('twelve panes that are told something before each frame are drawn 8 times a second, together', () => {
  const panes = Array.from({ length: 12 }, aPane);
  const draws = new Set<number>();
  for (let turn = 0; turn < 60; turn++) {
    for (const pane of panes) pane.say('x');
    const before = panes.map(({ element }) => element.textContent);
    frame();
    const drawn = panes.filter(({ element }, index) => element.textContent !== before[index]);
    expect([0, panes.length]).toContain(drawn.length);
    if (drawn.length > 0) draws.add(turn);
  }
  expect(draws.size).toBeGreaterThanOrEqual(7);
  expect(draws.size).toBeLessThanOrEqual(9);
});

test('panes whose frames take long are drawn less often', () => {
  const pane = aPane();
  frames.cost = 15;
  const draws = new Set<number>();
  for (let turn = 0; turn < 180; turn++) {
    pane.say('x');
    const before = pane.element.textContent;
    frame();
    if (turn >= 120 && pane.element.textContent !== before) draws.add(turn);
  }
  expect(draws.size).toBeGreaterThanOrEqual(4);
  expect(draws.size).toBeLessThanOrEqual(5);
});

test('between two drawings no frame is asked for', () => {
  const pane = aPane();
  pane.say('one');
  frame();
  pane.say(' two');
  frames.draw(60);
  expect(frames.isRequested).toBe(false);
  expect(pane.element).toHaveTextContent('one');
  frames.draw(70);
  expect(pane.element).toHaveTextContent('one two');
});

test('a hidden tab, which has no frames, draws nothing, and catches up with one drawing', () => {
  const pane = aPane();
  pane.say('one');
  for (let token = 0; token < 1_000; token++) pane.say('.');
  expect(pane.element.textContent).toBe('');
  frames.draw();
  expect(pane.element.textContent).toHaveLength(1_003);
});

test('a pane shows at once what there is, and keeps it while there is no stream', () => {
  const live = createStore<LiveAnswer | null>({ id: 'a1', parts: [{ type: 'text', id: 't0', text: 'so far' }] });
  const element = document.createElement('div');
  tails.show(live, element);
  expect(element).toHaveTextContent('so far');
  live.set(null);
  frame();
  expect(element).toHaveTextContent('so far');
});

test('a pane that is gone is not drawn any more', () => {
  const pane = aPane();
  pane.say('one');
  pane.hide();
  frame();
  expect(pane.element.textContent).toBe('');
  expect(pane.live.hasListeners()).toBe(false);
});
