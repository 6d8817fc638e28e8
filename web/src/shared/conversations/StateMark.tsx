import type { ReactElement } from 'react';
import type { Attention } from '../../protocol/api';
import { ClockIcon, InterruptedIcon, QuestionIcon, StopIcon, StreamIcon, WarningIcon } from '../ui/icons';

/** The sign of a conversation's state: each has its own shape, so that colour is never the only difference. */
export function StateMark({ attention }: { readonly attention: Attention }): ReactElement | null {
  switch (attention) {
    case 'none':
      return null;
    case 'queued':
      return <ClockIcon size={16} className="text-faint" />;
    case 'streaming':
      return <StreamIcon size={16} isStill className="text-accent" />;
    case 'waiting':
      return <QuestionIcon size={17} className="text-warning" />;
    case 'finished':
      return <span aria-hidden className="size-2 rounded-full bg-accent" />;
    case 'stopped':
      return <StopIcon size={16} className="text-faint" />;
    case 'failed':
      return <WarningIcon size={16} className="text-danger" />;
    case 'interrupted':
      return <InterruptedIcon size={16} className="text-warning" />;
  }
}
