import { lastPartOf } from '../../arn.ts'
import { groupBy } from '../../list.ts'
import { escapeMarkdown, sectionsToMarkdown } from '../markdown.ts'
import { differenceText } from '../plan/plan.ts'
import {
  BREAK,
  codePiece,
  detailsBlock,
  joinedTexts,
  listBlock,
  namesInCode,
  paragraphBlock,
  type ReportSection,
  type SectionText,
  sectionsToText,
  tableBlock
} from '../section.ts'
import { count } from '../text.ts'
import {
  EXCEPTED_NEXT,
  exceptedPlace,
  type MigratedSecret,
  type MigrationReport,
  type RoleRow,
  type ServiceRow
} from './migration.ts'

/** Moves that are not folded: the other sections give most readers the same information. */
const ROWS_OPEN = 12
const NAMES_SHOWN = 20

const SECRETS: Readonly<Record<MigratedSecret['state'], string>> = {
  create: 'to create',
  overwrite: 'to overwrite with a new version',
  reuse: 'exists, with the same value',
  present: 'created by an earlier run',
  created: 'created',
  overwritten: 'overwritten'
}
const ROLES: Readonly<Record<RoleRow['state'], string>> = {
  allowed: 'can already read',
  'to-grant': 'to be granted by exact ARN:',
  'to-print': 'will be in a policy to add:',
  granted: 'granted by exact ARN:',
  printed: 'is in a policy to add:'
}

/** migrationSections shows the plan or result of a migration, without values. */
export function migrationSections(migration: MigrationReport): readonly ReportSection[] {
  const { done, pullRequest, moves, secrets, roles } = migration
  const move = tableBlock(
    ['file', 'container', 'variable', 'becomes'],
    moves.map(({ file, line, revision, container, variable, reference }) => [
      [
        codePiece(exceptedPlace({ file, ...(line === undefined ? {} : { line }) })),
        revision === undefined ? '' : ` (new, from ${revision})`
      ],
      ...[container, variable, reference].map(text => [codePiece(text)])
    ])
  )
  return [
    sectionOf('What was done', [
      ...listBlock(done),
      ...paragraphBlock(pullRequest === undefined ? '' : `Pull request: ${pullRequest}`)
    ]),
    sectionOf(
      'Secrets',
      tableBlock(
        ['secret', 'state', 'variables'],
        secrets.map(({ name, state, variables, keys, warnings }) => [
          [codePiece(name)],
          SECRETS[state],
          joinedTexts(
            [
              namesInCode(variables, NAMES_SHOWN),
              ...(keys.length === 0 ? [] : [`keys ${keys.join(', ')}`]),
              ...warnings
            ],
            BREAK
          )
        ])
      ),
      costSentence(migration)
    ),
    sectionOf('Moves', moves.length > ROWS_OPEN ? detailsBlock(`${moves.length} moves`, move) : move),
    sectionOf(
      'Execution roles',
      tableBlock(
        ['role', 'grant', 'services'],
        roles.map(({ arn, state, secrets: own, services: by }) => [
          [codePiece(lastPartOf(arn))],
          `${ROLES[state]} ${count(own.length, 'secret')}`,
          namesInCode(by, NAMES_SHOWN)
        ])
      )
    ),
    ...sectionsOfServices(migration),
    ...sectionsOfRest(migration)
  ]
}

function sectionsOfServices({ services, excepted, templates }: MigrationReport): readonly ReportSection[] {
  return [
    sectionOf(
      'Services',
      tableBlock(
        ['service', 'what happens'],
        services.map(row => [
          [codePiece(row.service)],
          joinedTexts([serviceWords(row), ...(row.differences ?? []).map(differenceText)], BREAK)
        ])
      ),
      services.some(({ differences }) => differences !== undefined) ? DIFFERENCES_NEXT : ''
    ),
    sectionOf(
      'Left in plaintext by exceptions',
      tableBlock(
        ['file', 'container', 'variable', 'left because of'],
        excepted.map(row => [
          ...[exceptedPlace(row), row.container ?? '', row.variable].map(
            (text): SectionText => (text === '' ? '' : [codePiece(text)])
          ),
          `${row.by} at ${row.exception}${row.until === undefined ? '' : `, until ${row.until}`}`
        ])
      ),
      EXCEPTED_NEXT
    ),
    sectionOf(
      'Templates of CloudFormation and Terraform (rewritten, not deployed)',
      tableBlock(
        ['file', 'what happens'],
        templates.map(row => [
          [codePiece(row.file)],
          `gets references to ${count(row.secrets.length, 'secret')}: grant them to its execution role (the statement is printed), then deploy its stack, or run terraform plan and apply`
        ])
      )
    )
  ]
}

function sectionsOfRest({ policies, rotate, oldRevisions }: MigrationReport): readonly ReportSection[] {
  return [
    // in the log, the step that makes a policy prints it
    ...policies.map(({ roleName, note, text }) =>
      sectionOf(`Policy for ${roleName}`, [
        {
          ...{ kind: 'details', title: note, isOpen: true, inLog: 'nothing' },
          blocks: [{ kind: 'code', title: `Policy for ${roleName}`, lines: text.trimEnd().split('\n') }]
        }
      ])
    ),
    sectionOf(
      'To rotate, worst first',
      tableBlock(
        ['severity', 'secret', 'variables', 'kind', 'rotate at'],
        rotate.map(({ severity, secret, variables, what, issuedAt }) => [
          severity,
          [codePiece(secret)],
          namesInCode(variables, NAMES_SHOWN),
          what,
          issuedAt
        ])
      ),
      'The old values remain in git history, in old revisions and with anyone who has read them. Replace each credential where it is issued, store the new value in its secret, then restart the services that read it.'
    ),
    sectionOf(
      'Old revisions with plaintext',
      listBlock(oldRevisions.map(lastPartOf)),
      'They stay readable to everyone with ecs:DescribeTaskDefinition until they are deregistered and deleted. Next: mode audit with purge: true, which also checks older revisions of these families.'
    )
  ]
}

function sectionOf(heading: string, blocks: ReportSection['blocks'], note = ''): ReportSection {
  const id = heading.toLowerCase().replace(/[^a-z]+/g, '-')
  return { id, heading, blocks: blocks.length === 0 ? [] : [...blocks, ...paragraphBlock(note)] }
}

const DIFFERENCES_NEXT =
  'The listed changes (+ added, - removed, ~ changed) are other differences between what runs and the file: deploying the file applies them too.'

/** The planned or completed change of a service, and the credentials of what it ran, by container. */
function serviceWords({ action, previous, plaintext, isDone, isUnchanged }: ServiceRow): string {
  if (action === 'create')
    return isDone ? 'created from its service definition' : 'to create from its service definition'
  if (action !== 'redeploy')
    return `${action === 'task' ? 'a task' : 'not in ECS'}: its definition ${isDone ? 'was' : 'is'} registered`
  const spots = groupBy(
    plaintext.map(spot => spot.split(/(?= of container )/)),
    ([, place = '']) => place
  ).map(own => `${own.map(([name]) => name).join(', ')}${own[0]?.[1] ?? ''}`)
  const held =
    plaintext.length === 0
      ? ''
      : ` with ${count(plaintext.length, 'credential')} in plaintext (${spots.join('; ')})`
  const ran =
    previous === undefined ? '' : `; ${isDone && !isUnchanged ? 'ran' : 'runs'} ${lastPartOf(previous)}`
  return `${isUnchanged ? 'unchanged' : isDone ? 'deployed' : 'to redeploy'}${ran}${held}`
}

function costSentence({ store, monthlyCostUsd, newCostUsd, secrets }: MigrationReport): string {
  const number = count(secrets.length, 'secret')
  if (store === 'ssm') return `${number} as standard parameters: no cost.`
  return `Cost of ${number}: $${monthlyCostUsd.toFixed(2)} per month, $${newCostUsd.toFixed(2)} of it new, plus $0.05 per 10,000 API calls.`
}

/** migrationToText formats a migration for a terminal or log. */
export function migrationToText(migration: MigrationReport): readonly string[] {
  const lines = sectionsToText(migrationSections(migration))
  return lines.length === 0 ? ['No move is planned.'] : lines
}

/** GitHub accepts 65,536 characters; the rest of the body needs little. */
const BODY_BYTES = 60_000

/** migrationRequestTitle returns the title of the pull request, which is also the first line of the commit message. */
export function migrationRequestTitle({ moves }: MigrationReport): string {
  const files = new Set(moves.map(({ file }) => file)).size
  return `Credentials as references: ${count(moves.length, 'variable')} in ${count(files, 'file')}`
}

/** migrationRequestBody returns the text of the pull request: the tables of the summary, which contain no values. */
export function migrationRequestBody(migration: MigrationReport): string {
  const open = migration.templates.map(({ file }) => file)
  const others = open.length === 0 ? '' : ` (except for those of ${open.join(', ')}: grant those first)`
  return [
    `The secrets exist, the execution roles may read them${escapeMarkdown(others)}, and their values were compared with these files before this was written. Merging changes nothing that runs; the next deploy does.`,
    sectionsToMarkdown(migrationSections(migration), BODY_BYTES),
    'The old values stay in git history: they have to be replaced, not only moved.'
  ].join('\n\n')
}
