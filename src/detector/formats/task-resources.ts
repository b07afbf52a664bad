import {
  childOf,
  type DocumentNode,
  itemsOf,
  memberOf,
  type ObjectNode,
  stringOf
} from '../../files/document/tree.ts'
import { normalize } from './normalize.ts'

/**
 * The execution role of a task definition in a CloudFormation template: an ARN or a text with `${AWS::…}`, a role of
 * the same template by its logical ID, something that is known only when it is deployed (a parameter, an import, a
 * condition), or nothing.
 */
export type TaskRole =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'resource'; readonly id: string }
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'none' }

/** A resource `AWS::ECS::TaskDefinition`; functions in its containers have been converted to texts. */
export type TaskResource = {
  readonly id: string
  readonly containers: readonly DocumentNode[]
  readonly role: TaskRole
}

/** taskResourcesOf lists the task definitions of a CloudFormation template; none for any other document. */
export function taskResourcesOf(root: DocumentNode): readonly TaskResource[] {
  const resources = childOf(root, 'Resources')
  if (resources?.kind !== 'object') return []
  const own = resources.members.filter(({ value }) => typeOf(value) === 'AWS::ECS::TaskDefinition')
  if (own.length === 0) return []
  const visible = childOf(normalize(root), 'Resources')
  return own.map(({ key, value }) => {
    const properties = childOf(childOf(visible, key), 'Properties')
    return {
      id: key,
      containers: itemsOf(childOf(properties, 'ContainerDefinitions')),
      role: roleOf(childOf(childOf(value, 'Properties'), 'ExecutionRoleArn'), resources)
    }
  })
}

/**
 * setsSecrets returns whether a document is a CloudFormation template with a text under the name of a credential: the
 * default of a parameter, or a property, such as the password of a database. It needs no task definition.
 */
export function setsSecrets(root: DocumentNode): boolean {
  const resources = childOf(root, 'Resources')
  if (resources?.kind !== 'object') return false
  if (!resources.members.some(({ value }) => typeOf(value)?.startsWith('AWS::') === true)) return false
  return hasNamedText(root)
}

const NAMED = /passw|secret|token|(?:api|access|private|master)_?key/i

function hasNamedText(node: DocumentNode): boolean {
  if (node.kind === 'array') return node.items.some(hasNamedText)
  if (node.kind !== 'object') return false
  return node.members.some(({ key, value }) => {
    const isNamed = NAMED.test(key) && (stringOf(value) ?? stringOf(childOf(value, 'Default')) ?? '') !== ''
    return isNamed || hasNamedText(value)
  })
}

function typeOf(resource: DocumentNode): string | undefined {
  return stringOf(childOf(resource, 'Type'))
}

function roleOf(node: DocumentNode | undefined, resources: ObjectNode): TaskRole {
  if (node === undefined) return { kind: 'none' }
  const text = stringOf(node) ?? stringOf(childOf(node, 'Fn::Sub'))
  if (text !== undefined) return textRole(text, resources)
  const named = stringOf(childOf(node, 'Ref')) ?? attributeOf(childOf(node, 'Fn::GetAtt'))
  if (named === 'AWS::NoValue') return { kind: 'none' }
  return named === undefined ? { kind: 'elsewhere' } : resourceRole(named, resources)
}

/** `${Role.Arn}` without anything else is the attribute of a resource. */
function textRole(text: string, resources: ObjectNode): TaskRole {
  const [, id] = /^\$\{(\w{1,255})(?:\.Arn)?\}$/.exec(text) ?? []
  return id === undefined ? { kind: 'text', text } : resourceRole(id, resources)
}

function resourceRole(id: string, resources: ObjectNode): TaskRole {
  const resource = memberOf(resources, id)?.value
  return resource && typeOf(resource) === 'AWS::IAM::Role' ? { kind: 'resource', id } : { kind: 'elsewhere' }
}

/** The resource of `Role.Arn` or `[Role, Arn]`. */
function attributeOf(node: DocumentNode | undefined): string | undefined {
  const [first] = itemsOf(node)
  return stringOf(first) ?? stringOf(node)?.split('.')[0]
}
