import { describe, expect, it } from 'vitest';
import type { Attention } from '../protocol/api';
import { announcementOf } from './announcement';

function of(entries: Record<string, Attention>): Map<string, Attention> {
  return new Map(Object.entries(entries));
}

describe('the announcement', () => {
  it('says nothing when nothing changed', () => {
    expect(announcementOf(of({ a: 'streaming' }), of({ a: 'streaming' }), 'a')).toBeUndefined();
  });

  it('tells of the conversation in view when it begins and ends', () => {
    expect(announcementOf(of({}), of({ a: 'streaming' }), 'a')).toBe('Generating.');
    expect(announcementOf(of({ a: 'streaming' }), of({ a: 'none' }), 'a')).toBe('Finished.');
    expect(announcementOf(of({ a: 'streaming' }), of({}), 'a')).toBe('Finished.');
    expect(announcementOf(of({ a: 'streaming' }), of({ a: 'waiting' }), 'a')).toBe('The model needs your answer.');
  });

  it('merges what happens elsewhere into one sentence each', () => {
    const before = of({ a: 'streaming', b: 'streaming', c: 'streaming', d: 'queued' });
    const after = of({ a: 'finished', b: 'finished', c: 'waiting', d: 'streaming' });
    expect(announcementOf(before, after, null)).toBe('1 conversation needs your answer. 2 conversations finished.');
  });
});
