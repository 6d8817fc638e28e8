import type { Attention } from '../protocol/api';

/** What each conversation was doing when the listener was last told. */
export type Attentions = ReadonlyMap<string, Attention>;

/**
 * One sentence for a screen reader about everything that changed between two looks: merged, because with many
 * conversations one sentence each would never end. Undefined when there is nothing to say.
 */
export function announcementOf(before: Attentions, after: Attentions, currentId: string | null): string | undefined {
  const here = currentId === null ? undefined : changeOf(currentId, before, after);
  const others = [...after.keys()].filter((id) => id !== currentId);
  const sentences = [
    ...(here === undefined ? [] : [HERE[here]]),
    ...elsewhere(others.map((id) => changeOf(id, before, after))),
  ];
  return sentences.length === 0 ? undefined : `${sentences.join('. ')}.`;
}

function elsewhere(changes: readonly (Spoken | undefined)[]): string[] {
  return ELSEWHERE.flatMap(([attention, one, many]) => {
    const count = changes.filter((change) => change === attention).length;
    if (count === 0) return [];
    return [count === 1 ? `1 conversation ${one}` : `${count} conversations ${many}`];
  });
}

type Spoken = Exclude<Attention, 'none'>;

const HERE: Readonly<Record<Spoken, string>> = {
  queued: 'Waiting in line',
  streaming: 'Generating',
  waiting: 'The model needs your answer',
  finished: 'Finished',
  stopped: 'Stopped',
  failed: 'Failed',
  interrupted: 'Interrupted',
};

/** The start of an answer elsewhere is nobody's news. */
const ELSEWHERE: readonly (readonly [attention: Spoken, one: string, many: string])[] = [
  ['waiting', 'needs your answer', 'need your answer'],
  ['finished', 'finished', 'finished'],
  ['stopped', 'stopped', 'stopped'],
  ['failed', 'failed', 'failed'],
  ['interrupted', 'was interrupted', 'were interrupted'],
];

function changeOf(id: string, before: Attentions, after: Attentions): Spoken | undefined {
  const was = before.get(id) ?? 'none';
  const is = after.get(id) ?? 'none';
  if (was === is) return undefined;
  // The conversation in view is seen the moment it ends, so its end goes straight to none.
  if (is === 'none') return was === 'streaming' ? 'finished' : undefined;
  return is;
}
