import { type IssuedTokens, shape } from './shape.ts'

const UUID = '[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}'

/** Language models and observability services: logs, traces, errors. */
export const MODEL_TOKENS: readonly IssuedTokens[] = [
  {
    issuer: 'model',
    shapes: [
      shape(
        'an OpenAI API key',
        'sk-(?:(?:proj|svcacct|admin)-[\\w-]{40,200}|[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20})',
        ['sk-proj-', 'sk-svcacct-', 'sk-admin-', 'T3BlbkFJ']
      ),
      shape('an Anthropic API key', 'sk-ant-(?:api|admin|sid|oat)\\d\\d-[\\w-]{60,150}', 'sk-ant-')
    ]
  },
  {
    issuer: 'its-provider',
    shapes: [
      shape('an OpenRouter API key', 'sk-or-v1-[a-f0-9]{64}', 'sk-or-'),
      shape('a Langfuse secret key', `sk-lf-${UUID}`, 'sk-lf-'),
      { ...shape('a DeepSeek API key', 'sk-[a-f0-9]{32}', 'sk-'), shortest: 35 },
      { ...shape('an ElevenLabs API key', 'sk_[a-f0-9]{48}', 'sk_'), shortest: 51 }
    ]
  },
  {
    issuer: 'model',
    shapes: [
      shape('a Hugging Face token', '(?:hf_[A-Za-z]{34,40}|api_org_[A-Za-z]{34})', ['hf_', 'api_org_']),
      shape('a Groq API key', 'gsk_[A-Za-z0-9]{48,56}', 'gsk_')
    ]
  },
  {
    issuer: 'its-provider',
    shapes: [
      shape('a Replicate token', 'r8_[A-Za-z0-9]{37}', 'r8_'),
      shape('a Perplexity API key', 'pplx-[A-Za-z0-9]{48,56}', 'pplx-'),
      shape('an xAI API key', 'xai-[A-Za-z0-9]{80}', 'xai-'),
      shape('a LangSmith API key', 'lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}', 'lsv2_'),
      shape('a Tavily API key', 'tvly-(?:dev-)?[A-Za-z0-9]{32}', 'tvly-'),
      shape('a Pinecone API key', 'pcsk_[A-Za-z0-9_]{50,90}', 'pcsk_'),
      shape('an NVIDIA API key', 'nvapi-[\\w-]{60,80}', 'nvapi-')
    ]
  },
  {
    issuer: 'monitoring',
    shapes: [
      shape('a Sentry token', '(?:sntrys_eyJ[A-Za-z0-9+/=_-]{60,500}|sntryu_[a-f0-9]{64})', [
        'sntrys_',
        'sntryu_'
      ]),
      shape('a New Relic key', '(?:NRAK-[A-Z0-9]{27}|NRII-[\\w-]{32}|[a-f0-9]{36}NRAL)', [
        'NRAK-',
        'NRII-',
        'NRAL'
      ]),
      shape('a Grafana token', '(?:glc_eyJ[A-Za-z0-9+/]{40,400}={0,2}|glsa_[A-Za-z0-9]{32}_[a-f0-9]{8})', [
        'glc_eyJ',
        'glsa_'
      ])
    ]
  },
  {
    issuer: 'its-provider',
    shapes: [shape('a Dynatrace token', 'dt0c01\\.[A-Z2-7]{24}\\.[A-Z2-7]{64}', 'dt0c01.')]
  },
  {
    issuer: 'monitoring',
    shapes: [shape('a Honeycomb key', 'hc[abx]ik_[a-z0-9]{58}', ['hcaik_', 'hcbik_', 'hcxik_'])]
  },
  {
    issuer: 'its-provider',
    shapes: [
      shape('an Axiom token', `xaa[pt]-${UUID}`, ['xaat-', 'xaap-']),
      shape('a PostHog personal key', 'phx_[A-Za-z0-9]{40,60}', 'phx_'),
      shape('a Logfire token', 'pylf_v\\d_[a-z]{2}_[A-Za-z0-9]{40,50}', 'pylf_v')
    ]
  }
]
