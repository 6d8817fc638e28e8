import type { ReactElement } from 'react';
import { CodeIcon, Logo, QuestionIcon, SparkIcon, TableIcon, TextIcon, WarningIcon } from '../../shared/ui/icons';

const SUGGESTIONS = [
  { text: 'What is Polylogue?', hint: 'In a few lines', icon: <SparkIcon /> },
  { text: 'A long answer', hint: 'Start one, then open another conversation', icon: <TextIcon /> },
  { text: 'Show me code', hint: 'Coloured as it comes', icon: <CodeIcon /> },
  { text: 'Show me a table', hint: 'With numbers to compare', icon: <TableIcon /> },
  { text: 'Ask me a question', hint: 'And wait for what you say', icon: <QuestionIcon /> },
  { text: 'Fail on purpose', hint: 'To see how to go on', icon: <WarningIcon /> },
] as const;

/** An empty conversation: what this is, and six things to try. */
interface WelcomeProps {
  readonly onSuggest: (text: string) => void;
  readonly onGetModel: (() => void) | null;
}

export function Welcome({ onSuggest, onGetModel }: WelcomeProps): ReactElement {
  return (
    <div data-testid="welcome" className="flex min-h-0 flex-1 overflow-y-auto">
      <div className="m-auto w-full max-w-(--measure) px-5 py-6 sm:px-6 sm:py-10">
        <Logo size={40} />
        <h2 className="mt-5 text-2xl font-semibold tracking-tight text-balance">What would you like to talk about?</h2>
        <p className="mt-1.5 max-w-[34rem] text-soft text-pretty">
          Every conversation answers on its own: start one, open another, and come back when it suits you.
        </p>
        {onGetModel !== null && (
          <p className="mt-3 max-w-[34rem] text-sm text-soft text-pretty">
            Only the built-in guide answers so far.{' '}
            <button type="button" data-testid="get-model" className="text-accent underline" onClick={onGetModel}>
              Get a small model
            </button>{' '}
            that runs right here, or connect a model server.
          </p>
        )}
        <ul className="mt-6 grid gap-2 sm:mt-8 sm:gap-2.5 sm:grid-cols-2">
          {SUGGESTIONS.map(({ text, hint, icon }) => (
            <li key={text}>
              <button
                type="button"
                data-testid="suggestion"
                onClick={() => {
                  onSuggest(text);
                }}
                className="group flex w-full items-center gap-3 rounded-xl border border-line bg-raised px-3.5 py-2.5 text-left sm:py-3 transition-colors hover:border-line-strong hover:bg-hover"
              >
                <span className="text-accent">{icon}</span>
                <span className="min-w-0">
                  <span className="block text-sm font-medium">{text}</span>
                  <span className="block truncate text-xs text-faint">{hint}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
