// @vitest-environment node
import { beforeEach, expect, test } from 'vitest';
import { ManualFrames } from '../../../testing/manualFrames';
import { FrameFlush } from './frameFlush';

const FRAME = 1000 / 60;

let frames: ManualFrames;
let panes: string[];
let lists: string[];
let flush: FrameFlush;
let drawn: string[];

beforeEach(() => {
  frames = new ManualFrames();
  panes = [];
  lists = [];
  drawn = ['c1', 'c2', 'c3'];
  flush = new FrameFlush(frames, {
    isDrawn: (id) => drawn.includes(id),
    drawPane: (id) => panes.push(id),
    drawLists: (ids) => lists.push(ids.join('+')),
  });
});

/** A second of frames at 60 Hz, with a new token before each. */
function secondOfTokens(...ids: readonly string[]): void {
  for (let frame = 0; frame < 60; frame++) {
    for (const id of ids) flush.mark(id);
    frames.draw(FRAME);
  }
}

test('a pane is drawn 20 times a second, however fast the tokens come', () => {
  secondOfTokens('c1');
  expect(panes.length).toBeGreaterThanOrEqual(19);
  expect(panes.length).toBeLessThanOrEqual(21);
});

test('a pane whose frames take long is drawn less often, and again as often when they do not', () => {
  frames.cost = 10;
  secondOfTokens('c1');
  secondOfTokens('c1');
  panes = [];
  secondOfTokens('c1');
  expect(panes.length).toBeGreaterThanOrEqual(6);
  expect(panes.length).toBeLessThanOrEqual(8);
  frames.cost = 1000;
  for (let second = 0; second < 5; second++) secondOfTokens('c1');
  panes = [];
  secondOfTokens('c1');
  expect(panes.length).toBeGreaterThanOrEqual(3);
  frames.cost = 1;
  for (let second = 0; second < 5; second++) secondOfTokens('c1');
  panes = [];
  secondOfTokens('c1');
  expect(panes.length).toBeGreaterThanOrEqual(19);
});

test('the lists are drawn 4 times a second, once for all conversations', () => {
  secondOfTokens('c1', 'c2', 'c3');
  expect(lists.length).toBeGreaterThanOrEqual(4);
  expect(lists.length).toBeLessThanOrEqual(5);
  expect(new Set(lists)).toEqual(new Set(['c1+c2+c3']));
});

test('the first token is drawn on the next frame', () => {
  flush.mark('c1');
  frames.draw(FRAME);
  expect(panes).toEqual(['c1']);
});

test('a hidden tab, which has no frames, draws nothing, and catches up with one drawing', () => {
  for (let token = 0; token < 1000; token++) flush.mark('c1');
  expect(panes).toEqual([]);
  frames.draw();
  expect(panes).toEqual(['c1']);
});

test('what came between two drawings is drawn at the second, without another token', () => {
  flush.mark('c1');
  frames.draw(FRAME);
  flush.mark('c1');
  frames.draw(FRAME);
  frames.draw(FRAME);
  expect(panes).toHaveLength(1);
  frames.draw(FRAME);
  expect(panes).toHaveLength(2);
});

test('with nothing to draw, no frame is asked for', () => {
  flush.mark('c1');
  frames.draw();
  frames.draw();
  expect(frames.isRequested).toBe(false);
});

test('between two drawings no frame is asked for', () => {
  flush.mark('c1');
  frames.draw(FRAME);
  flush.mark('c1');
  expect(frames.isRequested).toBe(false);
});

test('a conversation that is not on the screen is drawn with the lists only', () => {
  drawn = ['c1'];
  secondOfTokens('c1', 'c2');
  expect(panes.filter((id) => id === 'c1').length).toBeGreaterThanOrEqual(19);
  expect(panes.filter((id) => id === 'c2')).toHaveLength(lists.length);
  expect(new Set(lists)).toEqual(new Set(['c1+c2']));
});

test('one that comes on the screen after its last word is drawn', () => {
  drawn = [];
  flush.mark('c1');
  drawn = ['c1'];
  frames.draw();
  frames.draw();
  expect(panes).toEqual(['c1']);
});

test('a beginning, a stop and an end are drawn at once', () => {
  flush.mark('c1');
  flush.now('c1');
  expect([panes, lists]).toEqual([['c1'], ['c1']]);
  frames.draw();
  expect(panes).toHaveLength(1);
});
