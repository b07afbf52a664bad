import { isInWorkflow, isTerraform, referenceForms, secretsEntry } from './advice.ts'
import { type Candidate, isCommandLocation, isReferenceLocation, type Location } from './candidate.ts'
import type { RuleContext } from './rule.ts'
import { describe } from './values/describe.ts'

/** Longer names are truncated in messages; the `name` of a finding keeps the full name. */
const MAX_SHOWN = 100

/** What a message calls a text at a location, and the ECS field around it, as spelled in a task definition. */
const PLACES: Record<Location, readonly [kind: string, field: string]> = {
  environment: ['Variable', 'environment'],
  secrets: ['Secret', 'secrets'],
  'secret-options': ['Secret log option', 'logConfiguration.secretOptions'],
  'repository-credentials': ['"credentialsParameter" in', 'repositoryCredentials'],
  'fsx-credentials': ['"credentialsParameter" in', 'fsxWindowsFileServerVolumeConfiguration'],
  command: ['Word', 'command'],
  'entry-point': ['Word', 'entryPoint'],
  'health-check': ['Word', 'healthCheck.command'],
  label: ['Label', 'dockerLabels'],
  'log-option': ['Log option', 'logConfiguration.options'],
  'firelens-option': ['Log option', 'firelensConfiguration.options'],
  'driver-option': ['Volume option', 'dockerVolumeConfiguration.driverOpts'],
  'environment-file': ['An entry of', 'environmentFiles'],
  'proxy-property': ['Proxy property', 'proxyConfiguration.properties'],
  'system-control': ['System control', 'systemControls'],
  tag: ['Tag', 'tags'],
  'template-value': ['Value', 'the values of the template'],
  other: ['Field', 'the task definition']
}

/** fieldOf returns the ECS field of a location, e.g. `logConfiguration.options`. */
export function fieldOf(location: Location): string {
  return PLACES[location][1]
}

/** subject returns the subject of a message: `Variable DB_PASSWORD of container "app"`. */
export function subject({ location, name, command, container }: Candidate): string {
  const [kind, field] = PLACES[location]
  const of = container === undefined ? '' : ` of container "${shown(container)}"`
  if (isCommandLocation(location)) return `Word ${(command?.index ?? 0) + 1} of "${field}"${of}`
  if (/ (?:in|of)$/.test(kind)) return `${kind} "${field}"${of}`
  if (location === 'other') return `${kind} "${shown(name)}"${of}`
  return name === '' ? `A text of "${field}"${of}` : `${kind} ${shown(name)}${of}`
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
  const { location } = candidate
  const isNamed = location === 'other' || isOutsideOfContainer(candidate)
  const field = isNamed ? '' : ` in "${fieldOf(location)}"`
  return `${subject(candidate)} holds ${what} in plaintext${field} (${sizeOf(candidate)}). Everyone who can read this file or describe the task definition can read it.`
}

const ROTATE = 'Then rotate it: anyone who has seen the value can still use it.'

/** plaintextHint returns the replacement for a credential at its location, ready to paste. */
export function plaintextHint(candidate: Candidate, context: RuleContext): string {
  return `${adviceFor(candidate, context)} ${ROTATE}`
}

/** adviceFor returns what to write in place of a credential, by its location and the language of the file. */
export function adviceFor(candidate: Candidate, context: RuleContext): string {
  const advice = adviceAt(candidate, context)
  return isInWorkflow(candidate) ? `Store the value in AWS Secrets Manager. ${advice}` : advice
}

function adviceAt(candidate: Candidate, context: RuleContext): string {
  const { location, name } = candidate
  const field = fieldOf(location)
  const entry = (own: string) => secretsEntry(candidate, shown(own)).entry
  const elsewhere = `Give it to the container through "secrets": ${entry('APP_SECRET')}.`
  if (isReferenceLocation(location)) return `Store the value, and write ${referenceForms(candidate)}.`
  if (isOutsideOfContainer(candidate))
    return `Remove it from here and give it to the container as ${entry(name)}.`
  if (location === 'environment') return environmentAdvice(candidate, context)
  if (location === 'template-value')
    return isInWorkflow(candidate)
      ? `Give templates only what is no secret, and write in "secrets" of the task definition: ${entry('APP_SECRET')}.`
      : 'Give the template the ARN of a secret (aws_secretsmanager_secret.NAME.arn), and write that as "valueFrom" in its "secrets".'
  if (location === 'log-option')
    return `Remove it from "${field}" and add to "logConfiguration.secretOptions": ${entry(name)}.`
  if (isCommandLocation(location))
    return `Add a variable to "secrets", e.g. ${entry('APP_SECRET')}, and let the command read $APP_SECRET in a shell.`
  if (location === 'driver-option')
    return 'Remove it: volume options can\'t hold references. Mount with a credentials file, or use "fsxWindowsFileServerVolumeConfiguration" with "credentialsParameter".'
  if (location === 'firelens-option')
    return `Remove it: "${field}" can't hold references. Give the option to the log driver through "logConfiguration.secretOptions".`
  return `Remove it: "${location === 'other' ? shown(name) : field}" can't hold references. ${elsewhere}`
}

/** How a variable of `environment` becomes an entry of `secrets`. */
function environmentAdvice(candidate: Candidate, context: RuleContext): string {
  const { to, entry } = secretsEntry(candidate, shown(candidate.name || 'NAME'))
  return context.hasEntry(candidate, 'secrets')
    ? `Remove it from "environment": "secrets" has an entry of this name already.`
    : `Remove it from "environment" and add to ${to}: ${entry}.`
}

/** A variable or a local of Terraform may be given to a container. */
function isOutsideOfContainer(candidate: Candidate): boolean {
  const { origin } = candidate.node
  return origin.kind === 'file' && isTerraform(origin.file) && /^\/(?:variable|locals)\//.test(origin.pointer)
}
