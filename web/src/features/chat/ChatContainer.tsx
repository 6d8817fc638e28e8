import type { ReactElement, ReactNode } from 'react';
import { Button } from '../../shared/ui/Button';
import { Transcript } from './messages/Transcript';
import type { ChatContainerProps } from './types';
import { Welcome } from './Welcome';

/** The pane of one conversation. It is told what to show and never asks which conversation that is. */
export function ChatContainer(props: ChatContainerProps): ReactElement {
  const { load, messages, onSuggest, onGetModel, onReload } = props;
  switch (load.type) {
    case 'new':
      return messages.length === 0 ? (
        <Welcome onSuggest={onSuggest} onGetModel={onGetModel} />
      ) : (
        <Transcript key={messages[0]?.conversationId} {...props} />
      );
    case 'loading':
      return messages.length === 0 ? (
        <TranscriptSkeleton />
      ) : (
        <Transcript key={messages[0]?.conversationId} {...props} />
      );
    case 'ready':
      return messages.length === 0 ? (
        <Welcome onSuggest={onSuggest} onGetModel={onGetModel} />
      ) : (
        <Transcript key={messages[0]?.conversationId} {...props} />
      );
    case 'missing':
      return (
        <Notice title="This conversation is not here" testId="conversation-missing">
          <p>It was deleted, or it belongs to somebody else.</p>
        </Notice>
      );
    case 'failed':
      return (
        <Notice title="This conversation could not be loaded" testId="conversation-failed">
          <p>{load.detail}</p>
          <Button className="mt-5" onClick={onReload}>
            Try again
          </Button>
        </Notice>
      );
  }
}

interface NoticeProps {
  readonly title: string;
  readonly testId: string;
  readonly children: ReactNode;
}

function Notice({ title, testId, children }: NoticeProps): ReactElement {
  return (
    <div data-testid={testId} className="m-auto max-w-md px-6 py-16 text-center">
      <h2 className="text-xl font-semibold tracking-tight">{title}</h2>
      <div className="mt-2 text-soft">{children}</div>
    </div>
  );
}

function TranscriptSkeleton(): ReactElement {
  return (
    <div className="mx-auto w-full max-w-(--measure) flex-1 px-5 pt-8 sm:px-6" role="status">
      <span className="visually-hidden">Loading the conversation</span>
      <div className="skeleton ml-auto h-11 w-2/5 rounded-2xl" />
      {['w-full', 'w-11/12', 'w-4/5'].map((width, index) => (
        <div key={width} className={`skeleton h-4 ${index === 0 ? 'mt-9' : 'mt-3.5'} ${width}`} />
      ))}
      <div className="skeleton mt-9 ml-auto h-11 w-1/3 rounded-2xl" />
      {['w-11/12', 'w-3/5'].map((width, index) => (
        <div key={width} className={`skeleton h-4 ${index === 0 ? 'mt-9' : 'mt-3.5'} ${width}`} />
      ))}
    </div>
  );
}
