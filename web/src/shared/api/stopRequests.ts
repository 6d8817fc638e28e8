import type { StopAnswer } from '../../protocol/api';
import type { Http } from './http';

type Answers = ReadonlyMap<string, StopAnswer>;

/**
 * The requests to stop. While "stop all" is on its way, each stream that is told to stop takes its own answer out of
 * that one's, so that a hundred streams are stopped by one request.
 */
export class StopRequests {
  readonly #http: Http;
  #all: Promise<Answers> | null = null;

  constructor(http: Http) {
    this.#http = http;
  }

  /** Settles once the end is stored and the model's connection is closed. */
  readonly one = async (id: string): Promise<StopAnswer> => {
    // If all together did not get through, or did not know of this one yet, it is asked for by itself.
    const answers = await this.#all?.catch(() => undefined);
    return answers?.get(id) ?? this.#http.json('POST', `/api/generations/${encodeURIComponent(id)}/stop`);
  };

  /** Everything of this person that streams, anywhere. */
  readonly all = async (): Promise<void> => {
    const asking = this.#http
      .json<readonly StopAnswer[]>('POST', '/api/generations/stop', { all: true })
      .then((answers) => new Map(answers.map((answer) => [answer.id, answer])));
    this.#all = asking;
    try {
      await asking;
    } finally {
      if (this.#all === asking) this.#all = null;
    }
  };
}
