import { type InputReader, namesLive } from '../reader.ts'
import type { Mode } from '../tables/specification.ts'
import { describeText } from './describe-text.ts'

/** combined reports a word that stands for services beside their names. */
export function combined(reader: InputReader, word: string): void {
  reader.reportBad(
    'service',
    `"${word}" cannot be combined with service names.`,
    `Write service: ${word}, or list the services.`
  )
}

/** noServiceName reports a text that is neither the name nor the ARN of a service. */
export function noServiceName(reader: InputReader, text: string): void {
  reader.reportBad(
    'service',
    `${describeText(text)} is not a service name.`,
    'Use the service\'s name (letters, digits, "-" and "_") or its ARN; several by comma or line.'
  )
}

/**
 * refuseChanged reports `service: changed` if changes cannot be known: they are known for files, and for the services
 * to which they are deployed.
 */
export function refuseChanged(reader: InputReader, mode: Mode): void {
  if (mode !== 'plan' && mode !== 'deploy') {
    reader.report(
      'bad-input',
      `Input "service" is "changed", which is for modes plan and deploy; this is mode ${mode}.`,
      'Name the services, or write service: all. Mode check has the input "changed-since".'
    )
  } else if (namesLive(reader)) {
    reader.report(
      'bad-input',
      'Input "service" is "changed", but an input names a definition that ECS has.',
      'Write task-definition: live into the entries of the configuration file, or name the services.'
    )
  }
}

/** otherPlace reports an ARN whose place contradicts the other inputs. */
export function otherPlace(reader: InputReader, what: 'cluster' | 'region', found: readonly string[]): void {
  reader.reportBad(
    'service',
    `the ARN of a service names a different ${what} than the other inputs: ${found.join(', ')}.`,
    what === 'cluster'
      ? 'Write the services\' names, and their cluster in "cluster".'
      : 'Write the services\' names, and their region in "aws-region".'
  )
}
