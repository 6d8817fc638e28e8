import { lazy, type ReactElement } from 'react';
import type { ClarificationData, ClarificationState } from '../../../protocol/parts';
import { QuestionIcon } from '../../../shared/ui/icons';
import { LazyPart } from '../../../shared/ui/LazyPart';
import type { ClarificationAnswer } from '../types';

const ClarificationForm = lazy(async () => ({ default: (await import('./ClarificationForm')).ClarificationForm }));

interface ClarificationCardProps {
  readonly data: ClarificationData;
  readonly onAnswer: (clarificationId: string, answer: ClarificationAnswer) => void;
  readonly onDecline: (clarificationId: string) => void;
}

const ENDS: Readonly<Record<Exclude<ClarificationState, 'waiting'>, string>> = {
  answered: 'You answered',
  declined: 'You chose not to answer.',
  expired: 'The question expired before it was answered.',
  cancelled: 'The answer was stopped before this question was answered.',
};

/** A question of the model's: open while it waits, and afterwards what became of it. */
export function ClarificationCard({ data, onAnswer, onDecline }: ClarificationCardProps): ReactElement {
  const isWaiting = data.state === 'waiting';
  return (
    <section
      data-testid="clarification-card"
      data-state={data.state}
      aria-label="Question to you"
      className={`my-4 rounded-2xl border p-4 sm:p-5 ${isWaiting ? 'border-warning bg-raised shadow-low' : 'border-line bg-transparent'}`}
    >
      <div className="flex items-start gap-2.5">
        <QuestionIcon size={20} className={`mt-0.5 shrink-0 ${isWaiting ? 'text-warning' : 'text-faint'}`} />
        <p className={`wrap-anywhere whitespace-pre-wrap ${isWaiting ? 'font-medium' : 'text-soft'}`}>
          {data.question}
        </p>
      </div>
      <div className="pl-7.5">
        {data.state === 'waiting' ? (
          <LazyPart>
            <ClarificationForm data={data} onAnswer={onAnswer} onDecline={onDecline} />
          </LazyPart>
        ) : (
          <p className="mt-1.5 text-sm text-soft">
            {ENDS[data.state]} {data.state === 'answered' && <Answer answer={data.answer} />}
          </p>
        )}
      </div>
    </section>
  );
}

function Answer({ answer }: { readonly answer: unknown }): ReactElement {
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
  return <strong className="font-medium wrap-anywhere text-text">{text}</strong>;
}
