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

/** isTerraform returns whether a file is written in Terraform's own language. */
export function isTerraform(file: string): boolean {
  return /\.(?:tf|tofu|tfvars)(?:\.json)?$/i.test(file)
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

/**
 * secretsEntry returns what a container needs in place of a value: where it is added, and the entry for a name, in the
 * language of the file.
 */
export function secretsEntry(
  candidate: Candidate,
  name: string
): { readonly to: string; readonly entry: string } {
  const quoted = JSON.stringify(name)
  const resource = `aws_secretsmanager_secret.${resourceName(name)}.arn`
  const { origin } = candidate.node
  switch (writingOf(candidate)) {
    case 'hcl': {
      const pointer = origin.kind === 'file' ? origin.pointer : ''
      if (pointer.includes('/aws_ecs_express_gateway_service/'))
        return { to: 'a "secret" block', entry: `name = ${quoted}, value_from = ${resource}` }
      const isMap = pointer.includes('/map_environment/')
      return isMap
        ? { to: '"map_secrets"', entry: `map_secrets = { ${name} = ${resource} }` }
        : { to: '"secrets"', entry: `secrets = [{ name = ${quoted}, valueFrom = ${resource} }]` }
    }
    case 'template': {
      const given = `${resourceName(name)}_arn`
      return {
        to: '"secrets"',
        entry: `{"name": ${quoted}, "valueFrom": "\${${given}}"}, with ${given} = ${resource} given to the template`
      }
    }
    case 'loaded':
      return { to: '"secrets"', entry: `{"name": ${quoted}, "valueFrom": "<full ARN of the secret>"}` }
    case 'stack':
      return { to: '"Secrets"', entry: `{"Name": ${quoted}, "ValueFrom": "<full ARN of the secret>"}` }
    case 'workflow': {
      const own = /^[a-z-]+$/.test(name) ? 'NAME' : name
      return { to: 'the input "secrets" of the step', entry: `${own}=<full ARN of the secret>` }
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
