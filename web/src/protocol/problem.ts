/** `application/problem+json`, and the one error that a refused request becomes. */

export interface Problem {
  readonly status: number;
  readonly title: string;
  /** What to do about it, in one sentence for a person. */
  readonly detail: string;
  /** Stable; the words may change. */
  readonly code: string;
  /** With `conversation-busy`: the generation that is active. */
  readonly generationId?: string;
  /** With `bad-request`: the field that was wrong. */
  readonly path?: string;
}

/** The server refused. What it said is in `problem`; `message` is the sentence for the person. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail === '' ? problem.title : problem.detail);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** The server could not be reached, so it is not known whether it heard. Asking again with the same id is safe. */
export class UnreachableError extends Error {
  constructor(options?: ErrorOptions) {
    super('The server cannot be reached. Check that it is running, then try again.', options);
    this.name = 'UnreachableError';
  }
}
