import type { Accepted } from '../../../protocol/api';
import { UnreachableError } from '../../../protocol/problem';
import type { Api, SendBody } from '../../../shared/api/api';
import { pause, type Timers } from '../../../shared/timers';
import type { ChatRequest } from './transport';

export type SendRequest = Extract<ChatRequest, { readonly type: 'send' }>;
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

/** Makes a new conversation before its first message where something was set in it: the model must be told with that. */
export async function setUp(api: Api, { conversationId, setUp: patch }: SendRequest): Promise<void> {
  if (patch === null) return;
  await api.createConversation(conversationId);
  await api.patchConversation(conversationId, patch);
}

export function sendBody({ requestId, messageId, parentId, text, model, attachments }: SendRequest): SendBody {
  return {
    requestId,
    messageId,
    text,
    ...(parentId === null ? {} : { parentId }),
    ...(model === null ? {} : { model }),
    ...(attachments.length === 0 ? {} : { attachments }),
  };
}

const RETRY_MILLIS = 400;

function post(api: Api, request: StartRequest): Promise<Accepted> {
  const { conversationId, requestId, messageId } = request;
  switch (request.type) {
    case 'send':
      return setUp(api, request).then(() => api.sendMessage(conversationId, sendBody(request)));
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
