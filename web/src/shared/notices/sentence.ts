import { MalformedError } from '../../protocol/decode';
import { ProblemError, UnreachableError } from '../../protocol/problem';

/** What went wrong, as one sentence for the person. */
export function sentenceFor(error: unknown): string {
  if (error instanceof ProblemError) return OWN_WORDS[error.problem.code] ?? error.message;
  if (error instanceof UnreachableError || error instanceof MalformedError) return error.message;
  return 'Something went wrong on this page. Reload it and try again.';
}

/** Where the person sees more than the server knows, our own words are kinder. */
const OWN_WORDS: Readonly<Record<string, string>> = {
  'conversation-busy': 'This conversation is already being answered, so your message waits in the input.',
  'not-found': 'This is no longer there. It may have been deleted in another tab.',
};
