import { nameOf } from '../../organization/found-item.ts'
import type { MergedAudit } from '../../organization/merge-audits.ts'
import type { MergedChecks } from '../../organization/merge-checks.ts'
import { isGoodEnd } from '../../organization/merge-results.ts'
import { placeId } from '../../organization/place.ts'
import { present } from '../../present.ts'
import { MAX_RESULTS, SARIF_SCHEMA } from '../check/sarif.ts'
import { plain } from '../text.ts'
import type { Merged } from './organization.ts'
import { afterOutcome, unknownReason } from './organization-open.ts'

const RULES = [
  { id: 'audit/exposed', level: 'error', text: 'What runs holds plaintext credentials.' },
  { id: 'audit/not-verified', level: 'error', text: 'An account and Region could not be audited.' },
  {
    id: 'check/finding',
    level: 'error',
    text: 'A file of a repository holds a plaintext credential, or another error.'
  },
  { id: 'check/not-verified', level: 'error', text: 'A repository could not be checked.' },
  { id: 'deploy/failed', level: 'error', text: 'A service did not get the revision that it was to get.' }
] as const

type Row = {
  readonly rule: (typeof RULES)[number]['id']
  readonly where: string
  readonly message: string
  readonly line?: number
  readonly baselineState?: 'new' | 'unchanged'
}

/**
 * mergedToSarif returns SARIF 2.1.0 with a result for each exposed service and each place that is not verified. A
 * running service is not a file, so its location is an artificial path, `accounts/ACCOUNT/REGION/…`.
 */
export function mergedToSarif(merged: Merged, version: string): string {
  const rows = rowsOf(merged)
  const results = rows.slice(0, MAX_RESULTS).map(({ rule, where, message, line = 1, ...state }) => ({
    ruleId: rule,
    ruleIndex: RULES.findIndex(({ id }) => id === rule),
    level: 'error',
    ...state,
    message: { text: plain(message) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: where.split('/').map(encodeURIComponent).join('/') },
          region: { startLine: line }
        }
      }
    ],
    partialFingerprints: {
      'ecsSealedDeploy/v1': `${rule} ${where}${rule === 'check/finding' ? ` ${message}` : ''}`
    }
  }))
  const driver = {
    name: 'ecs-sealed-deploy',
    version,
    informationUri: 'https://github.com/ecs-sealed-deploy/ecs-sealed-deploy',
    rules: RULES.map(({ id, level, text }) => ({
      id,
      shortDescription: { text },
      defaultConfiguration: { level }
    }))
  }
  const invocations = [{ executionSuccessful: rows.length <= MAX_RESULTS }]
  const automationDetails = { id: `ecs-sealed-deploy/${merged.kind}/` }
  const runs = [{ tool: { driver }, automationDetails, invocations, results }]
  return `${JSON.stringify({ $schema: SARIF_SCHEMA, version: '2.1.0', runs }, null, 2)}\n`
}

/**
 * The SARIF baseline state of an exposed item: whether the earlier merge contained it; empty without an earlier merge.
 */
function stateSince({ changes }: MergedAudit): (name: string) => Pick<Row, 'baselineState'> {
  if (changes === undefined) return () => ({})
  const added = new Set([...changes.newlyExposed, ...changes.firstSeen])
  return name => ({ baselineState: added.has(name) ? 'new' : 'unchanged' })
}

function checkRows({ repositories }: MergedChecks): readonly Row[] {
  return repositories.flatMap(({ repository, findings, why, hint }): readonly Row[] => [
    ...findings
      .filter(({ level }) => level === 'error')
      .map(
        ({ rule, file, name, line }): Row => ({
          rule: 'check/finding',
          where: `repositories/${repository}/${file}`,
          message: `${rule}: ${name}`,
          ...present({ line })
        })
      ),
    ...(why === undefined
      ? []
      : [
          {
            rule: 'check/not-verified' as const,
            where: `repositories/${repository}`,
            message: `${repository} is not verified: ${sentenceWith(why, hint)}`
          }
        ])
  ])
}

/** The reason can be a whole sentence that a run wrote. */
function sentenceWith(why: string, hint = ''): string {
  return `${why.replace(/\.$/, '')}. ${hint}`.trimEnd()
}

function rowsOf(merged: Merged): readonly Row[] {
  const path = (place: { readonly account: string; readonly region: string }) => `accounts/${placeId(place)}`
  switch (merged.kind) {
    case 'organization-check':
      return checkRows(merged)
    case 'organization-audit': {
      const stateOf = stateSince(merged)
      return merged.places.flatMap((place): readonly Row[] => [
        ...place.exposed.map(
          (item): Row => ({
            rule: 'audit/exposed',
            where: `${path(place)}/${item.cluster}/${item.kind}/${item.name}`,
            message: `${item.kind} ${item.name} runs ${item.revisions.join(', ')} with plaintext: ${item.plaintext.join(', ')}.`,
            ...stateOf(nameOf(place, item))
          })
        ),
        ...(place.verdict === 'unknown' || place.why !== undefined
          ? [
              {
                rule: 'audit/not-verified' as const,
                where: path(place),
                message: `${placeId(place)} is not verified: ${sentenceWith(place.why ?? unknownReason(place.unknown), place.hint)}`
              }
            ]
          : [])
      ])
    }
    case 'organization-results':
      return merged.places.flatMap((place): readonly Row[] => [
        ...place.services
          .filter(service => !isGoodEnd(service))
          .map(
            (one): Row => ({
              rule: 'deploy/failed',
              where: `${path(place)}/${one.cluster}/service/${one.service}`,
              message: `${one.service}: ${one.outcome}. ${one.reason} ${afterOutcome(one)}`
            })
          ),
        ...(place.why === undefined
          ? []
          : [
              {
                rule: 'deploy/failed' as const,
                where: path(place),
                message: `${placeId(place)}: ${sentenceWith(place.why, place.hint)}`
              }
            ])
      ])
  }
}
