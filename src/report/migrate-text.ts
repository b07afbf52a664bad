import {
  costSentence,
  PURGE_NEXT,
  placeOf,
  ROTATE_NEXT,
  roleWord,
  secretWord,
  serviceWord,
  templateWord
} from './migrate-words.ts'
import type { MigrationReport } from './migration.ts'
import { plain } from './plain.ts'
import { shortArn } from './plan-text.ts'

/** migrationToText shows a migration in a terminal or log: secrets, moves, roles, services, cost, what to rotate. */
export function migrationToText(migration: MigrationReport): readonly string[] {
  const { secrets, moves, roles, services, templates, rotate, oldRevisions, done } = migration
  const lines = [
    ...block('Done', done),
    ...block('Secrets', [
      ...secrets.flatMap(row => [
        `${row.name}: ${secretWord(row)} (${row.variables.join(', ')}${row.keys.length === 0 ? '' : `; keys ${row.keys.join(', ')}`})`,
        ...row.warnings.map(warning => `  note: ${warning}`)
      ]),
      ...(secrets.length === 0 ? [] : [costSentence(migration)])
    ]),
    ...block(
      'Moves',
      moves.map(row => `${placeOf(row)} ${row.container}: ${row.variable} → ${row.reference}`)
    ),
    ...block(
      'Execution roles (not the task roles: ECS reads secrets before the application starts)',
      roles.map(row => `${shortArn(row.arn)}: ${roleWord(row)}`)
    ),
    ...block(
      'Services',
      services.map(row => `${row.service}: ${serviceWord(row)}`)
    ),
    ...block(
      'CloudFormation templates (rewritten, not deployed)',
      templates.map(row => `${row.file} ${row.resource}: to ${templateWord(row)}`)
    ),
    ...block(
      'To rotate, worst first',
      rotate.map(
        ({ secret, variables, what, issuedAt }, index) =>
          `${index + 1}. ${secret} (${variables.join(', ')}): ${what}. New one: ${issuedAt}`
      )
    ),
    ...(rotate.length === 0 ? [] : [`  ${ROTATE_NEXT}`]),
    ...block('Old revisions with plaintext', oldRevisions.map(shortArn)),
    ...(oldRevisions.length === 0 ? [] : [`  ${PURGE_NEXT}`])
  ]
  return lines.length === 0 ? ['Nothing to migrate: no credential in plaintext was found.'] : lines.map(plain)
}

function block(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map(line => `  ${line}`)]
}
