import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Part } from '../protocol/parts';

/** A chunk sequence with the parts that its fold must give: the same files that the Java codec is tested with. */
export interface Fixture {
  readonly name: string;
  readonly chunks: readonly unknown[];
  readonly parts: readonly Part[];
}

const FOLDER = join(import.meta.dirname, '../../../protocol/src/test/resources/fixtures');

export const fixtures: readonly Fixture[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name) => {
    // The files are the contract itself; the tests that read them check what is inside.
    const file = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Omit<Fixture, 'name'>;
    return { name, chunks: file.chunks, parts: file.parts };
  });
