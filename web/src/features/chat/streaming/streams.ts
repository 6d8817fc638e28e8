import type { LiveGeneration } from '../../../protocol/events';
import { sentenceFor } from '../../../shared/notices/sentence';
import type { ChatServices } from '../chatServices';
import { ABANDONED, type ChatRequest } from '../transport/transport';
import type { StreamingState } from '../types';
import { runStream, type StreamContext, type StreamEvents, type StreamOutcome } from './runStream';
import { StreamView } from './streamView';
import type { StreamingWriter } from './useStreamingConversations';

/** What one command does around its stream. */
export interface StreamPlan {
  readonly conversationId: string;
  /** Shows what is to come at once, before the server knows. Not called when the guard refuses. */
  readonly prepare: () => void;
  /** Asked after an earlier stream of this conversation has ended. */
  readonly request: () => ChatRequest;
  readonly onAccepted: (parentId: string) => void;
  /** The server refused: what `prepare` showed is taken back. */
  readonly onRefused: () => void;
}

/** Starts, stops and follows the streams of all conversations; each one is guarded and ended for itself. */
export class Streams {
  readonly #services: ChatServices;
  readonly #writer: StreamingWriter;
  readonly #view: StreamView;
  readonly #context: StreamContext;
  /** When each stream has ended; an entry goes with its state. */
  readonly #endings = new WeakMap<StreamingState, Promise<void>>();
  readonly #startedHere = new WeakSet<StreamingState>();
  /** Live, but could not be followed; cleared by the next snapshot, and so no larger than one snapshot. */
  readonly #unfollowable = new Set<string>();

  constructor(services: ChatServices, writer: StreamingWriter) {
    this.#services = services;
    this.#writer = writer;
    this.#view = new StreamView(services, writer);
    this.#context = { services, writer, view: this.#view };
  }

  /** Settles when the answer has ended. A conversation that streams already is left alone. */
  start(plan: StreamPlan): Promise<void> {
    const { conversationId } = plan;
    const previous = this.#writer.streamingRefsMap.current.get(conversationId);
    const state = newState();
    if (!this.#writer.begin(conversationId, state)) return Promise.resolve();
    this.#startedHere.add(state);
    plan.prepare();
    this.#view.now(conversationId);
    const previousEnding = previous === undefined ? undefined : this.#endings.get(previous);
    const running = Promise.resolve(previousEnding).then(() =>
      runStream(this.#context, plan.request(), state, { onAccepted: plan.onAccepted }),
    );
    return this.#enter(conversationId, state, running, (outcome) => {
      if (outcome.type === 'failed' && !outcome.wasAccepted) plan.onRefused();
    });
  }

  /** Stops one conversation's stream and no other. It stays drawn as stopping until the server's word. */
  cancel(conversationId: string): void {
    const state = this.#writer.streamingRefsMap.current.get(conversationId);
    if (state === undefined || state.abortController.signal.aborted) return;
    state.abortController.abort();
    this.#writer.markStopping(conversationId);
    this.#view.now(conversationId);
  }

  /** Stops reading: the conversation is being deleted, and its generation with it. */
  abandon(conversationId: string): void {
    const state = this.#writer.streamingRefsMap.current.get(conversationId);
    if (state === undefined) return;
    state.abortController.abort(ABANDONED);
    this.#writer.end(conversationId, state);
    this.#view.now(conversationId);
  }

  /** Shows a generation that was started elsewhere. */
  follow({ id, conversationId, parentId }: LiveGeneration): void {
    if (this.#unfollowable.has(id) || this.#services.list.isDeleted(conversationId)) return;
    const state = newState();
    if (this.#writer.streamingRefsMap.current.has(conversationId)) return;
    if (!this.#writer.begin(conversationId, state)) return;
    if (this.#services.wasWrittenHere(parentId)) this.#startedHere.add(state);
    const request: ChatRequest = { type: 'follow', conversationId, generationId: id };
    const running = runStream(this.#context, request, state, FOLLOWING);
    void this.#enter(conversationId, state, running, (outcome) => {
      // A stop that did not reach the server leaves it live: then it is followed again, and can be stopped again.
      if (outcome.type !== 'ended' && !state.abortController.signal.aborted) this.#unfollowable.add(id);
    });
  }

  followWhatIsLive(conversationId: string): void {
    const live = this.#services.live.liveInConversation(conversationId);
    if (live !== undefined) this.follow(live);
  }

  forgetFailedFollows(): void {
    this.#unfollowable.clear();
  }

  /** Whether something streams that this page started, and that is not being stopped already. */
  hasOwnStreams(): boolean {
    return [...this.#writer.streamingRefsMap.current.values()].some(
      (state) => this.#startedHere.has(state) && !state.abortController.signal.aborted,
    );
  }

  /**
   * Says what is to be said when the stream has ended. That is one step behind the loop and not a chain of functions
   * that wait: every answer that streams would hold a frame of each.
   */
  #enter(
    conversationId: string,
    state: StreamingState,
    running: Promise<StreamOutcome>,
    onOutcome: (outcome: StreamOutcome) => void,
  ): Promise<void> {
    const ending = running.then((outcome) => {
      this.#ended(conversationId, outcome);
      onOutcome(outcome);
      this.followWhatIsLive(conversationId);
    });
    this.#endings.set(state, ending);
    return ending;
  }

  #ended(conversationId: string, outcome: StreamOutcome): void {
    if (outcome.type === 'failed') {
      this.#services.notices.show('error', sentenceFor(outcome.error), conversationId);
    }
    const isUncertain = outcome.type === 'cut' || (outcome.type === 'failed' && outcome.wasAccepted);
    if (isUncertain) void this.#services.loader.load(this.#services.conversations.of(conversationId));
  }
}

/** Whoever started it knows that it was accepted. */
const FOLLOWING: StreamEvents = { onAccepted: () => undefined };

function newState(): StreamingState {
  return { currentMessage: null, currentToolCalls: new Map(), abortController: new AbortController() };
}
