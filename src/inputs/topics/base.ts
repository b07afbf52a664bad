import { ECS_NAME } from '../../arn.ts'
import type { LiveBase } from '../configuration.ts'
import { describeText } from '../problems/describe-text.ts'
import { type InputReader, LIVE } from '../reader.ts'
import type { InputName, Mode } from '../tables/specification.ts'

const REVISION_INPUTS = [
  'task-definition-arn',
  'task-definition-family',
  'task-definition-revision'
] as const satisfies readonly InputName[]

/**
 * readBase reads which live definition is edited instead of a file; undefined if none is. A file from a render step
 * takes precedence, as in AWS's action, and these inputs are then ignored.
 */
export function readBase(reader: InputReader, mode: Mode): LiveBase | undefined {
  const lines = reader.lines('task-definition')
  const isLive = lines.includes(LIVE)
  if (lines.length > 0 && mode === 'render' && !isLive) return noteIgnored(reader)
  const named = REVISION_INPUTS.filter(name => reader.text(name) !== undefined)
  const [first] = named
  if (isLive && lines.length > 1) {
    const message = 'Input "task-definition": "live" cannot be combined with files.'
    return reader.report('bad-input', message, 'Remove one of them; a file of that name is ./live.')
  }
  const [family] = named.filter(name => name !== 'task-definition-arn')
  if (lines.length > 0 && !isLive && first === 'task-definition-arn')
    return mixed(reader, ['task-definition', first])
  if (isLive && first !== undefined) return mixed(reader, ['task-definition', first])
  if (isLive) return { kind: 'service' }
  if (lines.length > 0 && family !== undefined) return mixed(reader, ['task-definition', family])
  if (family !== undefined && first === 'task-definition-arn') return mixed(reader, [first, family])
  const arn = readRevision(reader, 'task-definition-arn')
  if (arn !== undefined) return { kind: 'revision', revision: arn, input: 'task-definition-arn' }
  return readFamily(reader)
}

function readFamily(reader: InputReader): LiveBase | undefined {
  const family = reader.text('task-definition-family')
  const number = reader.text('task-definition-revision')
  if (family === undefined) {
    return number === undefined
      ? undefined
      : reader.report(
          'bad-input',
          'Input "task-definition-revision" is given, but "task-definition-family" is not.',
          'Name the family too, or write task-definition-arn: family:revision.'
        )
  }
  if (!ECS_NAME.test(family)) {
    return reader.reportBad(
      'task-definition-family',
      `${describeText(family)} is not the name of a family.`,
      'Use up to 255 letters, digits, "-" and "_", without a revision.'
    )
  }
  if (number !== undefined && !/^[1-9]\d{0,8}$/.test(number)) {
    return reader.reportBad(
      'task-definition-revision',
      `${describeText(number)} is not a revision number.`,
      'Write digits only, for example task-definition-revision: 12.'
    )
  }
  const revision = number === undefined ? family : `${family}:${number}`
  return { kind: 'revision', revision, input: 'task-definition-family' }
}

function noteIgnored(reader: InputReader): undefined {
  for (const name of REVISION_INPUTS) {
    if (reader.text(name) !== undefined) reader.note(name, 'not used, since "task-definition" names a file.')
  }
  return undefined
}

function mixed(reader: InputReader, names: readonly InputName[]): undefined {
  return reader.report(
    'bad-input',
    `Inputs ${names.map(name => `"${name}"`).join(' and ')} both name the definition.`,
    'Remove one of them.'
  )
}

/**
 * readRevision reads `family:revision` or a task definition's ARN; a number alone only if the service shows the family.
 */
export function readRevision(
  reader: InputReader,
  name: 'task-definition-arn' | 'revision'
): string | undefined {
  const text = reader.text(name)
  if (text === undefined) return undefined
  const named = /^(arn:[\w-]+:ecs:[\w-]+:\d{12}:task-definition\/)?[A-Za-z0-9_-]{1,255}:\d{1,9}$/.test(text)
  if (named || (name === 'revision' && /^\d{1,9}$/.test(text))) return text
  return reader.reportBad(
    name,
    `${describeText(text)} is not a revision of a task definition.`,
    name === 'revision'
      ? 'Write its number, family:number, or the full ARN.'
      : 'Write family:number, or the full ARN.'
  )
}
