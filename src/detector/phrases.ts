import { type Candidate, isReferenceLocation, type Location } from './candidate.ts'
import type { RuleContext } from './rule.ts'
import { describe } from './values/describe.ts'

/** Longer names are truncated in messages; the `name` of a finding keeps the full name. */
const MAX_SHOWN = 100

/** The ECS field of each location, as spelled in a task definition. */
const FIELDS: Record<Location, string> = {
  environment: 'environment',
  secrets: 'secrets',
  'secret-options': 'logConfiguration.secretOptions',
  'repository-credentials': 'repositoryCredentials',
  'fsx-credentials': 'fsxWindowsFileServerVolumeConfiguration',
  command: 'command',
  'entry-point': 'entryPoint',
  'health-check': 'healthCheck.command',
  label: 'dockerLabels',
  'log-option': 'logConfiguration.options',
  'firelens-option': 'firelensConfiguration.options',
  'driver-option': 'dockerVolumeConfiguration.driverOpts',
  'environment-file': 'environmentFiles',
  'proxy-property': 'proxyConfiguration.properties',
  'system-control': 'systemControls',
  tag: 'tags',
  other: 'the task definition'
}

/** fieldOf returns the ECS field of a location, e.g. `logConfiguration.options`. */
export function fieldOf(location: Location): string {
  return FIELDS[location]
}

/** subject returns the subject of a message: `Variable DB_PASSWORD of container "app"`. */
export function subject(candidate: Candidate): string {
  const of = candidate.container === undefined ? '' : ` of container "${shown(candidate.container)}"`
  return `${kindOf(candidate)}${of}`
}

function kindOf({ location, name, command }: Candidate): string {
  switch (location) {
    case 'environment':
      return name === '' ? 'A text of this file' : `Variable ${shown(name)}`
    case 'secrets':
      return name === '' ? 'A secret' : `Secret ${shown(name)}`
    case 'secret-options':
      return `Secret log option ${shown(name)}`
    case 'log-option':
    case 'firelens-option':
      return `Log option ${shown(name)}`
    case 'label':
      return `Label ${shown(name)}`
    case 'tag':
      return `Tag ${shown(name)}`
    case 'driver-option':
      return `Volume option ${shown(name)}`
    case 'proxy-property':
      return `Proxy property ${shown(name)}`
    case 'system-control':
      return `System control ${shown(name)}`
    case 'other':
      return `Field "${shown(name)}"`
    case 'command':
    case 'entry-point':
    case 'health-check':
      return `Word ${(command?.index ?? 0) + 1} of "${FIELDS[location]}"`
    case 'environment-file':
      return 'An entry of "environmentFiles"'
    case 'repository-credentials':
    case 'fsx-credentials':
      return `"credentialsParameter" in "${FIELDS[location]}"`
  }
}

/** shown truncates a name for a message. */
export function shown(name: string): string {
  return name.length <= MAX_SHOWN ? name : `${name.slice(0, MAX_SHOWN)}…`
}

/** sizeOf describes the length and the kinds of characters of a value, never its content. */
export function sizeOf(candidate: Candidate): string {
  return describe(candidate.value, candidate.length)
}

/** plaintextMessage reports a credential in plaintext. `what` has an article: "a password". */
export function plaintextMessage(candidate: Candidate, what: string): string {
  return `${subject(candidate)} holds ${what} in plaintext${inField(candidate)} (${sizeOf(candidate)}). Everyone who can read this file or describe the task definition can read it.`
}

/** If a field has no separate location, the subject already names it. */
function inField(candidate: Candidate): string {
  const { location, name } = candidate
  if (isTerraform(candidate) && isOutsideOfContainer(candidate)) return ''
  return location === 'other' || isText(location, name) ? '' : ` in "${fieldOf(location)}"`
}

/** A second reading, such as that of comments, finds texts without names. */
function isText(location: Candidate['location'], name: string): boolean {
  return location === 'environment' && name === ''
}

const ROTATE = 'Then rotate it: anyone who has seen the value can still use it.'

/** plaintextHint returns the replacement for a credential at its location, ready to paste. */
export function plaintextHint(candidate: Candidate, context: RuleContext): string {
  const { location, name } = candidate
  const field = fieldOf(location)
  if (isReferenceLocation(location)) {
    return `Store the value in Secrets Manager and write a reference to it: "secretsmanager:<secret name>". ${ROTATE}`
  }
  if (isText(location, name)) return `Take it out of this file. ${ROTATE}`
  const mayReach = location === 'environment' || (location === 'other' && isOutsideOfContainer(candidate))
  if (mayReach && isTerraform(candidate)) return `${terraformHint(candidate)} ${ROTATE}`
  if (location === 'environment') {
    return context.hasEntry(candidate, 'secrets')
      ? `Remove it from "environment": "secrets" has an entry of this name already. ${ROTATE}`
      : `Remove it from "environment" and add to "secrets": ${entry(name)}. ${ROTATE}`
  }
  if (location === 'log-option') {
    return `Remove it from "${field}" and add to "logConfiguration.secretOptions": ${entry(name)}. ${ROTATE}`
  }
  if (location === 'command' || location === 'entry-point' || location === 'health-check') {
    return `Add a variable to "secrets", e.g. ${entry('APP_SECRET')}, and let the command read $APP_SECRET in a shell. ${ROTATE}`
  }
  if (location === 'driver-option') {
    return `Remove it: volume options can't hold references. Mount with a credentials file, or use "fsxWindowsFileServerVolumeConfiguration" with "credentialsParameter". ${ROTATE}`
  }
  if (location === 'firelens-option') {
    return `Remove it: "${field}" can't hold references. Give the option to the log driver through "logConfiguration.secretOptions". ${ROTATE}`
  }
  return `Remove it: "${location === 'other' ? shown(name) : field}" can't hold references. Give it to the container through "secrets": ${entry('APP_SECRET')}. ${ROTATE}`
}

function isTerraform({ node: { origin } }: Candidate): boolean {
  return origin.kind === 'file' && /\.(?:tf|tofu)$/i.test(origin.file)
}

/** A variable or a local of Terraform may be given to a container; what was read by its lines alone may be either. */
function isOutsideOfContainer({ node: { origin } }: Candidate): boolean {
  return origin.kind === 'file' && /^\/(?:lines|variable|locals)\//.test(origin.pointer)
}

function terraformHint(candidate: Candidate): string {
  const from = isOutsideOfContainer(candidate) ? 'here' : '"environment"'
  const name = JSON.stringify(shown(candidate.name))
  return `Remove it from ${from} and give it to the container as secrets = [{ name = ${name}, valueFrom = "<ARN of the secret>" }].`
}

function entry(name: string): string {
  return `{"name": ${JSON.stringify(shown(name))}, "valueFrom": "secretsmanager:<secret name>"}`
}
