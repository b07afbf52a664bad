import { checkText } from '../../check/check-text.ts'
import { normalize } from '../../detector/formats/normalize.ts'
import { taskResourcesOf } from '../../detector/formats/task-resources.ts'
import type { Problem } from '../../errors.ts'
import { loadDocument } from '../../files/document/load.ts'
import { placeFinder } from '../../files/document/place.ts'
import { planMigration } from '../plan.ts'
import { rewriteSource } from '../rewrite/rewrite.ts'
import { candidatesIn, madeByExpressions, notMovedOf } from './find.ts'

/** A text to migrate, and the first part of its secrets' names. */
export type TextToMigrate = {
  readonly file: string
  readonly text: string
  readonly project: string
  /** Milliseconds since 1970. */
  readonly now: number
  /** Receives all values found and all values that move. */
  readonly mask?: (values: readonly string[]) => void
}

/** The text as a migration would write it, if it can be rewritten; with names of secrets, never a value. */
export type MigratedText = {
  readonly text?: string
  readonly secrets: readonly { readonly name: string; readonly variables: readonly string[] }[]
  readonly problems: readonly Problem[]
}

/**
 * migrateText is mode migrate for one text, as far as possible without AWS, git and the other files of a project. A
 * CloudFormation template gets ARNs with the pseudo parameters of its account and Region, because the real ARNs are
 * unknown. Pure, and free of Node.
 */
export async function migrateText({
  file,
  text,
  project,
  now,
  mask = () => {}
}: TextToMigrate): Promise<MigratedText> {
  const { findings } = await checkText({ file, text, now, mask })
  const errors = findings.filter(({ level }) => level === 'error')
  const { document, problems } = await loadDocument(file, text)
  if (document === undefined) return { secrets: [], problems }
  const isTemplate = taskResourcesOf(document.root).length > 0
  const read = isTemplate ? { ...document, root: normalize(document.root) } : document
  const source = {
    document: read,
    place: placeFinder(read),
    services: [],
    ...(isTemplate ? { isTemplate } : {})
  }
  const candidates = candidatesIn(source, errors).filter(({ rule }) => rule !== undefined)
  mask(candidates.flatMap(({ value }) => value.reveal().split(/\r?\n/)))
  const plan = planMigration(candidates, { store: 'secretsmanager', project })
  const against = [...madeByExpressions(candidates), ...notMovedOf(errors, candidates), ...plan.problems]
  const secrets = plan.secrets.map(({ name, variables }) => ({ name, variables }))
  const moves = plan.moves.map(move => ({ ...move, ...(isTemplate ? { arn: arnOf(move.secret) } : {}) }))
  const result = await rewriteSource({ file, text }, moves)
  return result.kind === 'refused'
    ? { secrets, problems: [...against, ...result.problems] }
    : { secrets, problems: against, text: result.text }
}

function arnOf(name: string): string {
  return `arn:\${AWS::Partition}:secretsmanager:\${AWS::Region}:\${AWS::AccountId}:secret:${name}`
}
