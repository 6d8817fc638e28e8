/** UUIDv7: the time in milliseconds, then randomness, so that ids sort by when they were made. */
export interface IdSources {
  readonly now: () => number;
  /** Fills the array with random bytes and returns it. */
  readonly random: (bytes: Uint8Array) => Uint8Array;
}

export type IdMaker = () => string;

const SIZE = 16;

export function uuidV7Maker({ now, random }: IdSources): IdMaker {
  return () => {
    const bytes = random(new Uint8Array(SIZE));
    let time = now();
    for (let index = 5; index >= 0; index--) {
      bytes[index] = time % 256;
      time = Math.floor(time / 256);
    }
    bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
    bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  };
}
