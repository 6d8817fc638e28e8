import type { Attention, ConversationSummary } from '../../protocol/api';
import type { ConversationActivity } from '../../shared/conversations/types';
import { lineWords } from '../../shared/conversations/lineWords';

/** What a row of the list says about its conversation just now. */
export interface RowState {
  readonly attention: Attention;
  /** In words, for everybody; undefined when there is nothing to say. */
  readonly label: string | undefined;
  /** A second line, while something is going on; that of an answer that is being written is its {@link Excerpt}. */
  readonly detail: string | undefined;
}

const LABELS: Readonly<Record<Attention, string | undefined>> = {
  none: undefined,
  queued: 'Waiting in line',
  streaming: 'Answering',
  waiting: 'Waiting for your answer',
  finished: 'Finished, not seen yet',
  stopped: 'Stopped',
  failed: 'Failed',
  interrupted: 'Interrupted',
};

export function rowState(item: ConversationSummary, activity: ConversationActivity | undefined): RowState {
  const attention = activity?.attention ?? item.attention;
  const label = LABELS[attention];
  return { attention, label, detail: detailOf(attention, activity) };
}

function detailOf(attention: Attention, activity: ConversationActivity | undefined): string | undefined {
  switch (attention) {
    case 'queued':
      return lineWords(activity?.place ?? null, null);
    case 'waiting':
      return LABELS.waiting;
    case 'none':
    case 'streaming':
    case 'finished':
    case 'stopped':
    case 'failed':
    case 'interrupted':
      return undefined;
  }
}

export function isGenerating(attention: Attention): boolean {
  return attention === 'queued' || attention === 'streaming';
}
