/** Model servers that many people have, so that only the key is left to fill in. */
export interface Preset {
  readonly label: string;
  readonly name: string;
  readonly dialect: string;
  readonly baseUrl: string;
  readonly needsKey: boolean;
}

export const PRESETS: readonly Preset[] = [
  hosted('OpenAI', 'openai', 'https://api.openai.com/v1', 'openai-responses'),
  hosted('Anthropic', 'anthropic', 'https://api.anthropic.com', 'anthropic'),
  hosted('Gemini', 'gemini', 'https://generativelanguage.googleapis.com', 'gemini'),
  hosted('OpenRouter', 'openrouter', 'https://openrouter.ai/api/v1'),
  hosted('Mistral', 'mistral', 'https://api.mistral.ai/v1'),
  hosted('Groq', 'groq', 'https://api.groq.com/openai/v1'),
  hosted('DeepSeek', 'deepseek', 'https://api.deepseek.com/v1'),
  local('Ollama', 'ollama', 'http://127.0.0.1:11434', 'ollama'),
  local('LM Studio', 'lm-studio', 'http://127.0.0.1:1234/v1'),
  local('llama.cpp', 'llama-cpp', 'http://127.0.0.1:8081/v1'),
  local('vLLM', 'vllm', 'http://127.0.0.1:8000/v1'),
];

export const DIALECTS: readonly (readonly [string, string])[] = [
  ['openai-chat', 'OpenAI chat completions'],
  ['openai-responses', 'OpenAI responses'],
  ['anthropic', 'Anthropic messages'],
  ['gemini', 'Gemini'],
  ['ollama', 'Ollama'],
];

function hosted(label: string, name: string, baseUrl: string, dialect = 'openai-chat'): Preset {
  return { label, name, dialect, baseUrl, needsKey: true };
}

function local(label: string, name: string, baseUrl: string, dialect = 'openai-chat'): Preset {
  return { label, name, dialect, baseUrl, needsKey: false };
}
