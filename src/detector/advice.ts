import { isInManifest } from '../files/document/tree.ts'
import { type Candidate, isCommandLocation, isReferenceLocation, type Location } from './candidate.ts'
import type { RuleContext } from './rule.ts'
import { describe } from './values/describe.ts'

/**
 * Who reads a file: this action; Terraform, as its own language, as its template, or with `file()`; CloudFormation; a
 * manifest of Copilot. Only this action resolves `secretsmanager:NAME`; the others are advised to write what they can.
 */
type Writing = 'own' | 'hcl' | 'template' | 'loaded' | 'workflow' | 'stack' | 'manifest'

const STACK = /^\/Resources\//
const IN_COMMAND = /^\/(?:jobs|runs)\/.*\/run$/

function writingOf(candidate: Candidate): Writing {
  const { location, node } = candidate
  const { origin } = node
  if (origin.kind !== 'file') return 'own'
  if (isInManifest(origin)) return 'manifest'
  if (isTerraform(origin.file)) return 'hcl'
  if (isTerraformTemplate(origin.file)) return 'template'
  if (isInWorkflow(candidate) && !isReferenceLocation(location) && location !== 'template-value')
    return location === 'environment' && !IN_COMMAND.test(origin.pointer) ? 'workflow' : 'loaded'
  if (STACK.test(origin.pointer)) return 'stack'
  // containers without a definition around them, and those of Express Mode
  const isLoaded = /^\/\d+\/|\/primaryContainer\//i.test(origin.pointer) || IN_COMMAND.test(origin.pointer)
  return isLoaded ? 'loaded' : 'own'
}

/** isTerraform returns whether a file is written in Terraform's own language, or for Terragrunt. */
export function isTerraform(file: string): boolean {
  return /\.(?:(?:tf|tofu|tfvars)(?:\.json)?|hcl)$/i.test(file)
}

/** isTerraformTemplate returns whether a file is a template that Terraform fills in. */
export function isTerraformTemplate(file: string): boolean {
  return /\.(?:tpl|tftpl)$/i.test(file)
}

/** isInWorkflow returns whether a text stands in a workflow or an action of GitHub. */
export function isInWorkflow({ node: { origin } }: Candidate): boolean {
  return origin.kind === 'file' && /^\/(?:jobs|runs|env)\//.test(origin.pointer)
}

/** resourceName returns the name that a resource of Terraform gets for a variable: `db_password`. */
export function resourceName(variable: string): string {
  const name = variable
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 64)
  return name === '' ? 'app_secret' : /^\d/.test(name) ? `secret_${name}` : name
}

/** What Terraform fills in as `${aws_ssm_parameter.x.value}` or as a key of `${jsondecode(….secret_string)["key"]}`. */
const FILLED = /^\$\{(?:jsondecode\()?((?:data\.)?(aws_\w+)\.[\w-]+)\.(\w+)\)?(?:[.[]"?([\w-]+)"?\]?)?\}$/

/** What Terraform writes as `valueFrom` in place of the secret that it fills in. */
function arnOf(value: string): string | undefined {
  const [, resource = '', type, attribute, key] = FILLED.exec(value) ?? []
  switch (`${type}.${attribute}`) {
    case 'aws_db_instance.password':
    case 'aws_rds_cluster.master_password':
      return `"\${${resource}.master_user_secret[0].secret_arn}:password::"`
    case 'aws_ssm_parameter.value':
      return `${resource}.arn`
    case 'aws_secretsmanager_secret_version.secret_string':
      return key === undefined ? `${resource}.arn` : `"\${${resource}.arn}:${key}::"`
    default:
      return undefined
  }
}

const FULL_ARN = '<full ARN of the secret>'

/** A map of variables that is an argument of a module. */
const ARGUMENT = /^\/(?:module\/[^/]+|inputs)\/[^/]+\/[^/]+$/

/**
 * terraformEntry returns what Terraform's language has in place of the value at a pointer: where it is added, and the
 * entry with the ARN of the secret.
 */
export function terraformEntry(
  pointer: string,
  name: string,
  arn: string
): { readonly to: string; readonly entry: string } {
  const quoted = JSON.stringify(name)
  if (pointer.includes('/aws_ecs_express_gateway_service/'))
    return { to: 'a "secret" block', entry: `name = ${quoted}, value_from = ${arn}` }
  if (pointer.includes('/map_environment/'))
    return { to: '"map_secrets"', entry: `map_secrets = { ${name} = ${arn} }` }
  if (ARGUMENT.test(pointer)) return { to: '"secrets"', entry: `secrets = { ${name} = ${arn} }` }
  const list = /\/options\/[^/]+$/i.test(pointer) ? 'secretOptions' : 'secrets'
  return { to: '"secrets"', entry: `${list} = [{ name = ${quoted}, valueFrom = ${arn} }]` }
}

/**
 * secretsEntry returns what a container needs in place of a value: where it is added, and the entry for a name, in the
 * language of the file.
 */
export function secretsEntry(
  candidate: Candidate,
  name: string
): { readonly to: string; readonly entry: string } {
  const quoted = JSON.stringify(name)
  const resource = arnOf(candidate.value) ?? `aws_secretsmanager_secret.${resourceName(name)}.arn`
  const { origin } = candidate.node
  switch (writingOf(candidate)) {
    case 'hcl': {
      const { file = '', pointer = '' } = origin.kind === 'file' ? origin : {}
      // Terragrunt refers to no resource
      const { to, entry } = terraformEntry(pointer, name, /\.hcl$/i.test(file) ? `"${FULL_ARN}"` : resource)
      const isManaged = entry.includes('.master_user_secret')
      return { to, entry: isManaged ? `${entry} (and manage_master_user_password = true)` : entry }
    }
    case 'template': {
      const given = `${resourceName(name)}_arn`
      return {
        to: '"secrets"',
        entry: `{"name": ${quoted}, "valueFrom": "\${${given}}"}, with ${given} = ${resource} given to the template`
      }
    }
    case 'loaded':
      return { to: '"secrets"', entry: `{"name": ${quoted}, "valueFrom": "${FULL_ARN}"}` }
    case 'stack':
      return { to: '"Secrets"', entry: `{"Name": ${quoted}, "ValueFrom": "${FULL_ARN}"}` }
    case 'workflow': {
      const own = /^[a-z-]+$/.test(name) ? 'NAME' : name
      return { to: 'the input "secrets" of the step', entry: `${own}=${FULL_ARN}` }
    }
    case 'manifest':
      return { to: '"secrets" of the manifest', entry: `${name}: <name of the parameter>` }
    case 'own':
      return { to: '"secrets"', entry: `{"name": ${quoted}, "valueFrom": "secretsmanager:<secret name>"}` }
  }
}

/** referenceForms returns the forms of a reference that the reader of a file takes. */
export function referenceForms(candidate: Candidate): string {
  switch (writingOf(candidate)) {
    case 'hcl':
      return 'the ARN of a secret or a parameter: aws_secretsmanager_secret.NAME.arn, aws_ssm_parameter.NAME.arn'
    case 'template':
    case 'loaded':
    case 'workflow':
    case 'stack':
    case 'manifest':
      return 'the full ARN of a secret or a parameter'
    case 'own':
      return '"secretsmanager:<secret name>", "ssm:<parameter name>", or the full ARN of a secret or a parameter'
  }
}

/** resolvesShortForms returns whether the reader of a file resolves `secretsmanager:NAME` and `ssm:NAME`. */
export function resolvesShortForms(candidate: Candidate): boolean {
  return writingOf(candidate) === 'own'
}

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
  const isNamed = location === 'other' || location === 'template-value' || isOutsideOfContainer(candidate)
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
