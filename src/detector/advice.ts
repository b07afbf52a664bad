import { isCopilotManifest } from '../files/document/tree.ts'
import { type Candidate, isReferenceLocation } from './candidate.ts'

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
  if (isCopilotManifest(origin.file)) return 'manifest'
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
