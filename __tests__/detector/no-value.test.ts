import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { detect } from '../../src/detector/detect.ts'
import { strictRules } from '../../src/detector/rules/policies.ts'
import { rulesWith } from '../../src/detector/rules.ts'
import { annotationsOf } from '../../src/report/annotations.ts'
import { findingsToJson, findingsToText } from '../../src/report/check/findings.ts'
import { emptyReport } from '../../src/report/report.ts'
import { reportToMarkdown } from '../../src/report/summary.ts'
import { runsOf as drawsOf } from '../sample.ts'
import { documentOf, taskDefinition } from './documents.ts'

/** Every rule there is. */
const RULES_ON = strictRules([], rulesWith(['secret/high-entropy']))

/** Every surface on which a finding is ever shown. */
async function surfacesOf(definition: unknown, indent: number | undefined): Promise<readonly string[]> {
  const document = await documentOf(JSON.stringify(definition, null, indent))
  const findings = detect(document, RULES_ON)
  return [
    JSON.stringify(findings),
    findingsToJson({ files: [document.file], findings, unscanned: [] }),
    findingsToText(findings, new Map([[document.file, document.text]])).join('\n'),
    reportToMarkdown({ ...emptyReport('check'), findings }),
    JSON.stringify(annotationsOf({ findings, problems: [], remarks: [] }))
  ]
}

const NAMES = [
  'DB_PASSWORD',
  'API_KEY',
  'DATABASE_URL',
  'INNOCENT',
  'STRIPE_KEY',
  'APCA_API_KEY_ID',
  'password'
]

const KEYS = '\u{1F511}'.repeat(8)

/** Characters that stand in no word of a message eight in a row, so that a hit is always the value. */
const body = fc.stringMatching(/^[A-Z0-9~^+]{8,48}$/)

const values = fc.oneof(
  body,
  body.map(text => `postgres://app:${text}@db.example.org:5432/x`),
  body.map(text => `https://api.example.org/?api_key=${text}`),
  body.map(text => `Server=db;User Id=sa;Password=${text};`),
  body.map(text => `AKIA${text}`),
  body.map(text => `ssm:${text}`),
  body.map(text => `secretsmanager:${text}:${text}`),
  body.map(text => `arn:aws:ssm:us-west-2:123456789012:${text}`),
  body.map(text => `${text}"\\\n'${text}`),
  body.map(text => JSON.stringify({ user: 'app', password: text, [text]: text })),
  body.map(text => Buffer.from(JSON.stringify({ token: text })).toString('base64')),
  body.map(text => `export db_password='${text}' && app --token ${text} ${text}=${text}`),
  body.map(text => `curl -u ${text}:${text} -H 'Authorization: Bearer ${text}' ${text}`),
  body.map(text => `mysql -u${text} -p${text}`),
  body.map(text => `A=1\n${text}=${text}\ndb_password=${text}`),
  body.map(text => `api-key=${text},${text}=${text}`),
  body.map(text => `\${db_password:-${text}}`),
  body.map(text => `{{ ${text} | default('${text}') }}`),
  body.map(text => `Authorization: Bearer ${text}`),
  fc.string({ unit: 'binary', maxLength: 40 }).map(text => `${text}${KEYS}`)
)

const definitions = fc.record({ value: values, other: body, name: fc.constantFrom(...NAMES) }).map(drawn => ({
  ...drawn,
  definition: taskDefinition({
    environment: [
      { name: drawn.name, value: drawn.value },
      { name: 'OTHER_SECRET', value: drawn.other }
    ],
    secrets: [{ name: drawn.name, valueFrom: drawn.value }],
    command: ['sh', '-c', drawn.value],
    entryPoint: ['app', '--password', drawn.value, drawn.value],
    healthCheck: { command: ['CMD-SHELL', drawn.value] },
    environmentFiles: [{ type: 's3', value: drawn.value }],
    systemControls: [{ namespace: 'net.password', value: drawn.value }],
    hostname: drawn.value,
    dockerLabels: { label: drawn.value },
    repositoryCredentials: { credentialsParameter: drawn.value },
    logConfiguration: {
      logDriver: 'awsfirelens',
      options: { apikey: drawn.value, Header: drawn.value },
      secretOptions: [{ name: drawn.name, valueFrom: drawn.value }]
    }
  })
}))

describe('no surface shows a value', () => {
  it('has no eight characters in a row of any value, anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(definitions, fc.constantFrom(undefined, 1, 2), async (drawn, indent) => {
        const surfaces = await surfacesOf(drawn.definition, indent)
        for (const surface of surfaces) {
          expect(shows(surface, drawn.value) || shows(surface, drawn.other)).toBe(false)
        }
      }),
      { numRuns: drawsOf({ few: 60, all: 300 }), seed: 20 }
    )
  })

  it('is a test that notices a part of a value', async () => {
    const value = 'QX7~QX8~QX9'
    const [message = ''] = await surfacesOf(
      taskDefinition({ environment: [{ name: 'DB_PASSWORD', value }] }),
      2
    )
    expect(message).toContain('DB_PASSWORD')
    expect(shows(message, value)).toBe(false)
    expect(shows(`${message} ${value.slice(1, 9)}`, value)).toBe(true)
  })
})

/** shows tells whether eight characters in a row of a value stand in a text. */
function shows(surface: string, value: string): boolean {
  return runsOf(value).some(run => surface.includes(run))
}

/**
 * Runs that only the value can have: those of its made-up part, also inside base64, not `postgres://app:` or a host
 * around it.
 */
function runsOf(value: string): readonly string[] {
  const decoded = Buffer.from(value, 'base64').toString('latin1')
  const parts = `${value} ${decoded}`.match(/[A-Z0-9~^+]{8,}|\u{1F511}{8}/gu) ?? []
  return parts.flatMap(part =>
    Array.from({ length: Math.max(1, part.length - 7) }, (_, start) => part.slice(start, start + 8))
  )
}
