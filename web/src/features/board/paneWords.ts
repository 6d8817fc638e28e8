import type { Attention } from '../../protocol/api';
import type { QueueData } from '../../protocol/chunks';
import { lineWords } from '../../shared/conversations/lineWords';
import { counted } from '../../shared/words';
import type { BoardView } from './boardView';

export interface PaneState {
  readonly attention: Attention;
  readonly isStopping: boolean;
  readonly place: QueueData | null;
}

const WORDS: Readonly<Record<Exclude<Attention, 'queued'>, string>> = {
  none: 'Seen',
  streaming: 'Answering',
  waiting: 'Waiting for your answer',
  finished: 'Finished',
  stopped: 'Stopped',
  failed: 'Failed',
  interrupted: 'Interrupted',
};

/** The state of a pane in words, as "3rd in line for ollama". */
export function paneWords({ attention, isStopping, place }: PaneState, model: string | null): string {
  if (isStopping) return 'Stopping…';
  if (attention !== 'queued') return WORDS[attention];
  return lineWords(place, model);
}

/** What the whole board is at, as "12 answering · 1 waits for you". */
export function boardWords({ panes, answering, inLine, waiting, ended }: BoardView): string {
  const words = [
    [answering, 'answering'],
    [inLine, 'in line'],
    [waiting, waiting === 1 ? 'waits for you' : 'wait for you'],
    [ended.length, 'ended'],
  ] as const;
  const said = words.flatMap(([count, word]) => (count === 0 ? [] : [`${count} ${word}`]));
  return said.length === 0 ? counted(panes.length, 'conversation') : said.join(' · ');
}
