import type { Accepted } from '../../../protocol/api';
import { UnreachableError } from '../../../protocol/problem';
import type { Api } from '../../../shared/api/api';
import { pause, type Timers } from '../../../shared/timers';
import type { ChatRequest } from './transport';

export type StartRequest = Exclude<ChatRequest, { readonly type: 'follow' }>;

/**
 * Starts a generation by a short request. When no answer comes it asks once more: the request id makes that safe, and
 * a connection that the server closed while it was idle is nothing to trouble a person with.
 */
export async function startGeneration(api: Api, timers: Timers, request: StartRequest): Promise<Accepted> {
  try {
    return await post(api, request);
  } catch (error) {
    if (!(error instanceof UnreachableError)) throw error;
    await pause(timers, RETRY_MILLIS);
    return post(api, request);
  }
}

const RETRY_MILLIS = 400;

function post(api: Api, request: StartRequest): Promise<Accepted> {
  const { conversationId, requestId, messageId } = request;
  switch (request.type) {
    case 'send': {
      const { parentId, text, model } = request;
      return api.sendMessage(conversationId, {
        requestId,
        messageId,
        text,
        ...(parentId === null ? {} : { parentId }),
        ...(model === null ? {} : { model }),
      });
    }
    case 'edit':
      return api.editMessage(conversationId, messageId, { requestId, text: request.text });
    case 'regenerate':
      return api.regenerateMessage(conversationId, messageId, {
        requestId,
        ...(request.model === null ? {} : { model: request.model }),
      });
    case 'continue':
      return api.continueMessage(conversationId, messageId, { requestId });
  }
}
