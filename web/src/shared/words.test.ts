import { describe, expect, it } from 'vitest';
import { counted, ordinal, timeLeft } from './words';

describe('words', () => {
  it('counts places as a person says them', () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 103].map(ordinal)).toEqual(
      '1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 103rd'.split(' '),
    );
  });

  it('counts things', () => {
    expect(counted(1, 'character')).toBe('1 character');
    expect(counted(1234, 'character')).toBe('1,234 characters');
  });

  it('says how long is left', () => {
    const minutes = (count: number): string => timeLeft(count * 60_000);
    expect([-1, 1, 30, 300, 60 * 72].map(minutes)).toEqual([
      'Expires now',
      'Expires in a minute',
      'Expires in 30 minutes',
      'Expires in 5 hours',
      'Expires in 3 days',
    ]);
  });
});
